import { Checkbox, Textarea } from '@mantine/core';
import { useId, useRef, useState } from 'react';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import { Formula } from './Formula.tsx';
import classes from './formula.module.css';
import type { TypedFormula } from './formulas-in.ts';
import { parts, signs, withSnippet } from './snippets.ts';

interface Props {
  /** What is changed; an empty one is new. */
  beginning: TypedFormula;
  onDone: (formula: TypedFormula) => void;
  onCancel: () => void;
}

/** Writing one formula: LaTeX, buttons for what is needed often, and how it looks, with every key. */
export default function FormulaPanel({ beginning, onDone, onCancel }: Props) {
  const t = useTexts('assignments');
  const titleId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [latex, setLatex] = useState(beginning.latex);
  const [isBlock, setIsBlock] = useState(beginning.isBlock);
  const put = (snippet: string) => {
    const { selectionStart = latex.length, selectionEnd = latex.length } = field.current ?? {};
    const next = withSnippet(latex, selectionStart, selectionEnd, snippet);
    setLatex(next.text);
    // the caret goes into the gap once the new text stands in the field
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  const done = () => (latex.trim() === '' ? onCancel() : onDone({ latex: latex.trim(), isBlock }));
  return (
    <section className={classes.panel} aria-labelledby={titleId}>
      <p id={titleId} className={classes.title}>
        {t('formula.title')}
      </p>
      <div className={classes.buttons} role="toolbar" aria-label={t('formula.tools')}>
        {parts.map(({ name, sign, latex: snippet }) => (
          <button
            key={name}
            type="button"
            aria-label={`${t(`formula.parts.${name}`)} ${sign}`}
            title={t(`formula.parts.${name}`)}
            onClick={() => put(snippet)}
          >
            {sign}
          </button>
        ))}
        {signs.map(([sign, snippet]) => (
          <button key={sign} type="button" onClick={() => put(snippet)}>
            {sign}
          </button>
        ))}
      </div>
      <Textarea
        ref={field}
        label={t('formula.latex')}
        description={t('formula.latexHelp')}
        value={latex}
        maxLength={2000}
        autosize
        minRows={1}
        maxRows={6}
        spellCheck={false}
        autoCapitalize="off"
        data-autofocus
        autoFocus
        onChange={(event) => setLatex(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault();
            done();
          }
          if (event.key === 'Escape') {
            event.stopPropagation();
            onCancel();
          }
        }}
      />
      <div className={classes.preview} role="status" aria-label={t('formula.preview')}>
        {latex.trim() === '' ? <span className="quiet">{t('formula.nothing')}</span> : <Formula latex={latex} isBlock={isBlock} />}
      </div>
      <Checkbox label={t('formula.ownLine')} checked={isBlock} onChange={(event) => setIsBlock(event.currentTarget.checked)} />
      <div className={classes.actions}>
        <SubmitButton busy={false} kind="plain" onPress={done}>
          {t(beginning.latex === '' ? 'formula.insert' : 'formula.change')}
        </SubmitButton>
        <SubmitButton busy={false} kind="plain" onPress={onCancel}>
          {t('formula.cancel')}
        </SubmitButton>
      </div>
    </section>
  );
}
