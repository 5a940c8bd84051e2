import { useState } from 'react';
import { Icon } from '#kernel/ui/Icon.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import type { Annotation } from '../../annotate/contract.ts';
import classes from './annotate.module.css';
import { useDesk } from './desk.ts';
import { boxOf, pageUnits } from './ink.ts';

/** A4, upright: only which third of the page it is in is said. */
const usualHeight = 1414;

/** Everything annotated, in words: for who cannot see it, and to get hold of a single one by keyboard. Choosing one brings its page and puts the keys there. */
export function InkList({ stage }: { stage: HTMLElement | null }) {
  const t = useTexts('assignments');
  const [isOpen, setOpen] = useState(false);
  const { ink, readOnly, select } = useDesk();
  const pages = ink.pages();
  const all = pages.flatMap((page) => ink.of(page).map((annotation) => ({ page, annotation })));
  const sayPlace = (annotation: Annotation) => {
    const { left, top, width, height } = boxOf(annotation, usualHeight);
    const third = (share: number) => (share < 1 / 3 ? 'first' : share < 2 / 3 ? 'middle' : 'last');
    return t(`annotate.where.${third((top + height / 2) / usualHeight)}.${third((left + width / 2) / pageUnits)}`);
  };
  const say = (annotation: Annotation) => {
    if (annotation.kind === 'text') return t('annotate.said.text', { text: annotation.text });
    return annotation.kind === 'stamp' ? t(`annotate.stamp.${annotation.stamp}`) : t(`annotate.said.${annotation.kind}`);
  };
  const choose = (page: number, id: string) => {
    select({ page, id });
    const leaf = stage?.querySelector(`[data-page="${page}"]`);
    leaf?.scrollIntoView({ block: 'nearest' });
    // the page may only now be drawn
    setTimeout(() => leaf?.querySelector<HTMLElement>('[data-ink]')?.focus(), 150);
  };
  return (
    <details className={classes.list} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('annotate.list', { count: all.length })}</summary>
      {!readOnly && <p className={classes.help}>{t('annotate.help')}</p>}
      {isOpen && all.length === 0 && <p className="quiet">{t('annotate.nothing')}</p>}
      {isOpen && all.length > 0 && (
        <ul>
          {all.map(({ page, annotation }) => (
            <li key={annotation.id}>
              <button type="button" onClick={() => choose(page, annotation.id)}>
                {t('annotate.entry', { page, what: say(annotation), where: sayPlace(annotation) })}
              </button>
              {!readOnly && (
                <button
                  type="button"
                  aria-label={t('annotate.remove', { what: say(annotation) })}
                  onClick={() => ink.change(page, { removed: [annotation] })}
                >
                  <Icon name="trash" size={18} />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
