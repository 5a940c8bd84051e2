import { Button } from '@mantine/core';
import { useTexts } from '#kernel/web/texts.ts';
import { type Chosen, type Criterion, pointsOf } from '../rubrics/contract.ts';
import classes from './feedback.module.css';

interface Props {
  criteria: readonly Criterion[];
  chosen: Chosen | null;
  onChange: (chosen: Chosen | null) => void;
}

/** A rubric to be filled in for one pupil: one choice per criterion, by click or with the arrow keys. */
export function RubricFill({ criteria, chosen, onChange }: Props) {
  const t = useTexts('assignments');
  const { reached, most } = pointsOf(criteria, chosen ?? []);
  const choose = (place: number, level: number) =>
    onChange(criteria.map((_, other) => (other === place ? level : (chosen?.[other] ?? null))));
  return (
    <fieldset className={classes.rubric}>
      <legend>{t('rubric.fill')}</legend>
      {criteria.map((criterion, place) => (
        <Row
          // biome-ignore lint/suspicious/noArrayIndexKey: a frozen list, its places are what is stored
          key={place}
          criterion={criterion}
          level={chosen?.[place] ?? null}
          onChoose={(level) => choose(place, level)}
        />
      ))}
      <div className={classes.sum}>
        <span className="num">{t('rubric.reached', { reached: sayPoints(reached), most: sayPoints(most) })}</span>
        {chosen !== null && (
          <Button variant="subtle" onClick={() => onChange(null)}>
            {t('rubric.clear')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

function Row({ criterion, level, onChoose }: { criterion: Criterion; level: number | null; onChoose: (level: number) => void }) {
  const t = useTexts('assignments');
  const { title, weight, levels } = criterion;
  const words = level === null ? '' : (levels[level]?.words ?? '');
  return (
    <div className={classes.criterion}>
      <span>
        {title} {weight > 1 && <small>{t('rubric.weighted', { weight })}</small>}
      </span>
      <span className={classes.levels} role="radiogroup" aria-label={title}>
        {levels.map(({ points, words: meaning }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a frozen list, its places are what is stored
          <label key={place} title={meaning}>
            <input
              type="radio"
              checked={level === place}
              aria-label={t('rubric.level_said', { points: sayPoints(points), words: meaning })}
              onChange={() => onChoose(place)}
              onKeyDown={(event) => stepOn(event, place, levels.length, onChoose)}
              tabIndex={place === (level ?? 0) ? 0 : -1}
            />
            <span className="num" aria-hidden="true">
              {sayPoints(points)}
            </span>
          </label>
        ))}
      </span>
      {words !== '' && <span className={classes.words}>{words}</span>}
    </div>
  );
}

/** Arrow keys choose the next level; without a shared name the browser does not do it by itself, and names would have to be unique per pupil. */
function stepOn(event: React.KeyboardEvent<HTMLInputElement>, place: number, count: number, onChoose: (level: number) => void): void {
  if (event.altKey) return;
  const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  const next = Math.min(Math.max(place + by, 0), count - 1);
  onChoose(next);
  event.currentTarget.closest('[role=radiogroup]')?.querySelectorAll('input')[next]?.focus();
}

/** 2.5 → "2,5" or "2.5", by the page's language. */
export function sayPoints(points: number): string {
  return points.toLocaleString(document.documentElement.lang || 'de');
}
