import { useTexts } from '#kernel/web/texts.ts';
import { type Chosen, type Criterion, pointsOf } from '../rubrics/contract.ts';
import classes from './feedback.module.css';
import { sayPoints } from './RubricFill.tsx';

interface Props {
  title: string;
  criteria: readonly Criterion[];
  /** null: nothing is assessed yet, all levels are shown. */
  chosen: Chosen | null;
}

/** A rubric to be read: what was reached, or ahead of that what there is to reach. */
export function RubricShown({ title, criteria, chosen }: Props) {
  const t = useTexts('assignments');
  const { reached, most } = pointsOf(criteria, chosen ?? []);
  return (
    <table className={classes.table}>
      <caption className="only-heard">{title}</caption>
      <tbody>
        {criteria.map((criterion, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a frozen list
          <tr key={place}>
            <th scope="row">
              {criterion.title}
              {criterion.weight > 1 && <small>{t('rubric.weighted', { weight: criterion.weight })}</small>}
              {chosen === null ? <Levels criterion={criterion} /> : <small>{criterion.levels[chosen[place] ?? -1]?.words}</small>}
            </th>
            <td className="num">
              <Points criterion={criterion} level={chosen?.[place] ?? null} isOpen={chosen === null} />
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row">{title}</th>
          <td className="num">
            {chosen === null
              ? `${sayPoints(most)} ${t('rubric.points')}`
              : t('rubric.reached', { reached: sayPoints(reached), most: sayPoints(most) })}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function Levels({ criterion: { levels } }: { criterion: Criterion }) {
  return (
    levels
      .filter(({ words }) => words !== '')
      // biome-ignore lint/suspicious/noArrayIndexKey: a frozen list
      .map(({ points, words }, place) => <small key={place}>{`${sayPoints(points)}: ${words}`}</small>)
  );
}

/** With the weight in it, as it counts for the sum. */
function Points({ criterion: { weight, levels }, level, isOpen }: { criterion: Criterion; level: number | null; isOpen: boolean }) {
  const t = useTexts('assignments');
  const most = sayPoints(weight * Math.max(...levels.map(({ points }) => points)));
  if (isOpen) return most;
  if (level === null) return <span className="quiet">{t('rubric.notChosen')}</span>;
  return `${sayPoints(weight * (levels[level]?.points ?? 0))} / ${most}`;
}
