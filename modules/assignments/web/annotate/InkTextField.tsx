import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTexts } from '#kernel/web/texts.ts';
import type { InkColour, InkSize, InkText } from '../../annotate/contract.ts';
import classes from './annotate.module.css';
import { inkSizes, lineHeight, pageUnits } from './ink.ts';
import { inkColours } from './shapes.ts';

interface Props {
  x: number;
  y: number;
  before: InkText | null;
  look: { colour: InkColour; size: InkSize };
  /** CSS pixels of a thousandth of the page's width. */
  unitPx: number;
  heightPx: number;
  /** With what was typed; nothing typed means nothing is there. */
  onDone: (text: string) => void;
}

/** Typing on the page, where the text will stand. Leaving it keeps what was typed; Ctrl+Enter and Escape leave it. */
export function InkTextField({ x, y, before, look, unitPx, heightPx, onDone }: Props) {
  const t = useTexts('assignments');
  const field = useRef<HTMLTextAreaElement>(null);
  const letters = inkSizes.text[look.size] * unitPx;
  // focused here and not by `autoFocus`, which scrolls the page away under the finger
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    event.stopPropagation(); // letters are no tools here, and Ctrl+Enter leaves the field, not the pupil
    if (event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      event.currentTarget.blur();
    }
  };
  return (
    <textarea
      ref={field}
      className={classes.typed}
      aria-label={t('annotate.typeHere')}
      defaultValue={before?.text ?? ''}
      maxLength={500}
      rows={before === null ? 1 : before.text.split('\n').length}
      style={{
        left: x * pageUnits * unitPx,
        top: y * heightPx,
        fontSize: letters,
        lineHeight,
        color: inkColours[look.colour].written,
        width: Math.max((1 - x) * pageUnits * unitPx, letters * 4),
      }}
      onKeyDown={press}
      onClick={(event) => event.stopPropagation()}
      onBlur={(event) => onDone(event.currentTarget.value)}
    />
  );
}
