import { Button } from '@mantine/core';
import { lazy, type RefObject, Suspense, useState } from 'react';
import { Icon } from '#kernel/ui/Icon.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import { withPictures } from '../../typed-pictures/contract.ts';
import classes from './formula.module.css';
import { hasFormula } from './formulas-in.ts';
import { TypedText } from './TypedText.tsx';

const FormulaPanel = lazy(() => import('./FormulaPanel.tsx'));

interface Props {
  value: string;
  onChange: (text: string) => void;
  maxLength: number;
  /** Where the text is typed; the formula goes to its caret. */
  field: RefObject<HTMLTextAreaElement | null>;
  /** The same of an editor; where it is there, it is asked. */
  into?: RefObject<{ insert: (words: string) => void; focus: () => void } | null>;
  /** Beside other small tools. */
  quiet?: boolean;
}

/** Below a field for plain text: a way to put a formula in, and how the text will be read once there is one. */
export function FormulaForText({ value, onChange, maxLength, field, into, quiet = false }: Props) {
  const t = useTexts('assignments');
  const [open, setOpen] = useState(false);
  const insert = (words: string) => {
    if (into?.current) {
      setOpen(false);
      return into.current.insert(words);
    }
    const { selectionStart: from = value.length, selectionEnd: to = value.length } = field.current ?? {};
    const next = value.slice(0, from) + words + value.slice(to);
    setOpen(false);
    if (next.length > maxLength) return;
    onChange(next);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(from + words.length, from + words.length);
    });
  };
  return (
    <>
      {hasFormula(value) && (
        <section className={classes.reading} aria-label={t('formula.reading')}>
          <small className="quiet">{t('formula.reading')}</small>
          <p>
            <TypedText text={withPictures(value, () => '')} />
          </p>
        </section>
      )}
      {open ? (
        <div className={classes.apart}>
          <Suspense fallback={<Skeleton rows={3} of="text" />}>
            <FormulaPanel
              beginning={{ latex: '', isBlock: false }}
              onDone={({ latex, isBlock }) => insert(isBlock ? `$$${latex}$$` : `$${latex}$`)}
              onCancel={() => {
                setOpen(false);
                (into?.current ?? field.current)?.focus();
              }}
            />
          </Suspense>
        </div>
      ) : (
        <div>
          <Button variant="subtle" leftSection={<Icon name="formula" />} onClick={() => setOpen(true)}>
            {t(quiet ? 'formula.short' : 'formula.open')}
          </Button>
        </div>
      )}
    </>
  );
}
