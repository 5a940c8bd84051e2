import { useState } from 'react';
import type { Answer, Contract, Input } from '#kernel/contract/contract.ts';
import { CallFailed } from './call.ts';
import { type Draft, useDraft } from './drafts.ts';
import { refusalText } from './refusal-text.ts';
import { type Sending, useSend } from './send.ts';
import { sayKernel } from './texts.ts';

interface FormOptions<C extends Contract, V> {
  /** Names the form and what it is about, for the draft: `assignments.create`. */
  form: string;
  contract: C;
  beginning: V;
  /** What is sent for these values. */
  input: (values: V) => Input<C>;
  /** Faults by field, said at the field before anything is sent; empty when all is well. */
  faults?: (values: V) => Partial<Record<keyof V & string, string>>;
  refreshes?: readonly Contract[];
  onDone?: (answer: Answer<C>) => void;
}

interface Form<C extends Contract, V> {
  values: V;
  set: <K extends keyof V>(name: K, value: V[K]) => void;
  /** `value`, `onChange` of the value, `error` and `name` for a field. */
  field: <K extends keyof V & string>(name: K) => { name: K; value: V[K]; onChange: (value: V[K]) => void; error: string | undefined };
  /** For `<form onSubmit>`. */
  submit: (event: { preventDefault: () => void }) => void;
  sending: Sending<C>;
  /** The refusal as a sentence, null when there is none. */
  refusal: string | null;
  draft: Draft<V>;
}

/**
 * A form over a contract: values kept as a draft with every key, faults at their fields, one wish per press, draft forgotten when sent.
 * A field the server finds unfit (`kernel.bad_request` with `place: 'body/title'`) is marked at its place.
 */
export function useForm<C extends Contract, V extends object>(options: FormOptions<C, V>): Form<C, V> {
  const draft = useDraft<V>(options.form, options.beginning);
  const [faults, setFaults] = useState<Partial<Record<string, string>>>({});
  const sending = useSend(options.contract, options.refreshes ? { refreshes: options.refreshes } : {});
  // a draft from before the form had all its fields
  const values = { ...options.beginning, ...draft.value };
  const set: Form<C, V>['set'] = (name, value) => {
    draft.change({ ...values, [name]: value });
    if (faults[String(name)] !== undefined) setFaults({ ...faults, [String(name)]: undefined });
  };
  const unfit = unfitField(sending.error);
  const submit = async () => {
    const found = options.faults?.(values) ?? {};
    setFaults(found);
    const first = Object.entries(found).find(([, fault]) => fault !== undefined);
    if (first !== undefined) {
      document.getElementsByName(first[0])[0]?.focus();
      return;
    }
    const answer = await sending.send(options.input(values));
    if (answer === undefined) return;
    draft.clear();
    options.onDone?.(answer);
  };
  return {
    values,
    set,
    field: (name) => ({
      name,
      value: values[name],
      onChange: (value) => set(name, value),
      error: faults[name] ?? (unfit === name ? sayKernel('form.unfit') : undefined),
    }),
    submit: (event) => {
      event.preventDefault();
      void submit();
    },
    sending,
    refusal: sending.error === null ? null : refusalText(sending.error),
    draft,
  };
}

/** The last part of the place the server names: `body/title` → `title`. */
function unfitField(error: Error | null): string | null {
  const place = error instanceof CallFailed ? error.data['place'] : undefined;
  return typeof place === 'string' ? (place.split('/').at(-1) ?? null) : null;
}
