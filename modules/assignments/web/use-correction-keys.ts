import { useEffect, useRef } from 'react';

interface Keys {
  onNext: () => void;
  onPrevious: () => void;
  onDone: () => void;
}

/** The field for the words of the answer. */
export const correctionText = 'correction-text';

/** Keys of the correction view: Ctrl+Enter and Alt with up or down everywhere, letters only while nobody is typing. */
export function useCorrectionKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const on = latest.current;
      const act = event.altKey ? withAlt(event, on) : event.ctrlKey || event.metaKey ? withControl(event, on) : plain(event, on);
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}

function withAlt({ key }: KeyboardEvent, on: Keys): (() => void) | undefined {
  return { ArrowDown: on.onNext, ArrowUp: on.onPrevious }[key];
}

function withControl({ key }: KeyboardEvent, on: Keys): (() => void) | undefined {
  return key === 'Enter' ? on.onDone : undefined;
}

function plain({ key, target }: KeyboardEvent, on: Keys): (() => void) | undefined {
  const fields = 'input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable="true"], [role="dialog"]';
  if (target instanceof HTMLElement && target.closest(fields) !== null) return undefined;
  return { j: on.onNext, k: on.onPrevious, r: focusText, '/': () => document.getElementById('correction-find')?.focus() }[key];
}

function focusText(): void {
  document.getElementById(correctionText)?.focus();
}

/**
 * Who types and goes on to the next by keys goes on typing there: its field is another one.
 *
 * @param pupilId  whose answer is in view
 * @returns what to call before going on
 */
export function useTypingOn(pupilId: string | undefined): () => void {
  const typing = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another comes into view
  useEffect(() => {
    // the earlier field has gone with its focus; who has clicked elsewhere stays there
    if (typing.current && document.activeElement === document.body) focusText();
    typing.current = false;
  }, [pupilId]);
  return () => {
    typing.current = document.activeElement?.id === correctionText;
  };
}
