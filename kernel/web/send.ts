import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Answer, Contract, Input } from '#kernel/contract/contract.ts';
import { keyOf } from './ask.ts';
import { CallFailed, call } from './call.ts';

interface SendOptions<C extends Contract> {
  /** Contracts whose answers this changes; they are asked again. */
  refreshes?: readonly Contract[];
  onDone?: (answer: Answer<C>) => void;
}

export interface Sending<C extends Contract> {
  /** Resolves with the answer, or with undefined after a refusal (which then stands in `error`). Never throws. */
  send: (input: Input<C>) => Promise<Answer<C> | undefined>;
  busy: boolean;
  error: Error | null;
  answer: Answer<C> | undefined;
  /** Forgets the last answer and error. */
  reset: () => void;
}

/**
 * Sends a wish to the server. One wish has one idempotency key: it is repeated with the same key when the line is lost, by itself and
 * when the person presses again with the same content; a double click while it is under way sends nothing. While the server has no room it is under way.
 */
export function useSend<C extends Contract>(contract: C, options: SendOptions<C> = {}): Sending<C> {
  const client = useQueryClient();
  const wish = useRef<{ content: string; key: string } | null>(null);
  const underWay = useRef(false);
  const mutation = useMutation<Answer<C>, Error, { input: Input<C>; key: string }>({
    mutationFn: ({ input, key }) => call(contract, input, { idempotencyKey: key }),
    networkMode: 'always', // a lost line is an answer the person must see; it is tried again all the same
  });
  const send = async (input: Input<C>) => {
    if (underWay.current) return undefined;
    underWay.current = true;
    const content = JSON.stringify(input);
    if (wish.current?.content !== content) wish.current = { content, key: crypto.randomUUID() };
    try {
      const answer = await mutation.mutateAsync({ input, key: wish.current.key });
      wish.current = null;
      await Promise.all((options.refreshes ?? []).map((changed) => client.invalidateQueries({ queryKey: keyOf(changed) })));
      options.onDone?.(answer);
      return answer;
    } catch (error) {
      // a refusal is an answer: the next press is a new wish
      if (!(error instanceof CallFailed) || !(error.offline || error.status === 503)) wish.current = null;
      return undefined;
    } finally {
      underWay.current = false;
    }
  };
  return { send, busy: mutation.isPending, error: mutation.error, answer: mutation.data, reset: mutation.reset };
}
