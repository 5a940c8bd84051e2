import { el } from './dom.ts';
import { stored } from './language.ts';
import { say } from './texts.ts';

interface FieldOptions {
  name: string;
  label: string;
  type?: 'text' | 'password' | 'email' | 'search';
  autocomplete?: string;
  hint?: string;
  value?: string;
  inputmode?: string;
  readonly?: boolean;
  maxlength?: number;
}

/** A labelled field with its hint and its fault; passwords can be shown. */
export interface Field {
  root: HTMLElement;
  input: HTMLInputElement;
  /** Says what is wrong at the field and leads there; '' takes it back. */
  fault(text: string): void;
}

/** Makes a field. Names and passwords are left as typed: no capitals, no correction. */
export function field(options: FieldOptions): Field {
  const { name, label, type = 'text', hint } = options;
  const id = `field-${name}`;
  const input = el('input', {
    id,
    name,
    type,
    autocomplete: options.autocomplete ?? 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    maxlength: String(options.maxlength ?? 200),
    'aria-describedby': `${id}-hint ${id}-fault`,
    readonly: options.readonly ?? false,
    ...(options.inputmode === undefined ? {} : { inputmode: options.inputmode }),
  });
  input.value = options.value ?? '';
  const fault = el('p', { id: `${id}-fault`, class: 'fault' });
  const row = el('div', { class: 'control' }, input);
  if (type === 'password') row.append(eye(input));
  const root = el(
    'div',
    { class: 'field' },
    el('label', { for: id }, label),
    row,
    el('p', { id: `${id}-hint`, class: 'hint' }, hint ?? ''),
    fault,
  );
  return {
    root,
    input,
    fault: (text) => {
      fault.textContent = text;
      input.setAttribute('aria-invalid', String(text !== ''));
      if (text !== '') input.focus();
    },
  };
}

function eye(input: HTMLInputElement): HTMLElement {
  const button = el('button', { type: 'button', class: 'eye', 'aria-pressed': 'false', 'aria-controls': input.id }, say('field.show'));
  button.addEventListener('click', () => {
    const shown = input.type === 'text';
    input.type = shown ? 'password' : 'text';
    button.setAttribute('aria-pressed', String(!shown));
    button.textContent = say(shown ? 'field.show' : 'field.hide');
  });
  return button;
}

/** A box to tick, with a sentence below. */
export function tick(name: string, label: string, hint: string): { root: HTMLElement; input: HTMLInputElement } {
  const input = el('input', { type: 'checkbox', id: `field-${name}`, name, 'aria-describedby': `field-${name}-hint` });
  const root = el(
    'div',
    { class: 'tick' },
    input,
    el('label', { for: input.id }, label),
    el('p', { id: `field-${name}-hint`, class: 'hint' }, hint),
  );
  return { root, input };
}

const schoolsDevice = 'schulhof.shared';

/**
 * Whether the school has marked this device as one that many use: by opening the sign-in page once with `?geteilt`, as a managed web clip does.
 * The mark stays on the device; `?geteilt=nein` takes it away.
 */
function isSchoolsDevice(): boolean {
  const mark = new URLSearchParams(location.search).get('geteilt');
  if (mark === 'nein') stored(() => localStorage.removeItem(schoolsDevice));
  else if (mark !== null) stored(() => localStorage.setItem(schoolsDevice, 'ja'));
  return stored(() => localStorage.getItem(schoolsDevice)) === 'ja' || (mark !== null && mark !== 'nein');
}

/** "This device is shared": nothing of the session stays on it. Ticked for good on a device the school has marked. */
export function sharedTick(): { root: HTMLElement; input: HTMLInputElement } {
  const marked = isSchoolsDevice();
  const made = tick('shared', say('field.shared'), say(marked ? 'field.schoolsDevice' : 'field.sharedHint'));
  // whoever was signed out with the lesson sits at a shared device
  made.input.checked = marked || new URLSearchParams(location.search).has('ende');
  made.input.disabled = marked;
  return made;
}
