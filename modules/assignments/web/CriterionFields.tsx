import { ActionIcon, Button, NumberInput, TextInput } from '@mantine/core';
import { NumberField, TextField } from '#kernel/ui/fields.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import type { Criterion } from '../rubrics/contract.ts';
import classes from './feedback.module.css';

interface Props {
  place: number;
  criterion: Criterion;
  error: string | undefined;
  onChange: (criterion: Criterion) => void;
  /** null: it is the only one */
  onRemove: (() => void) | null;
  /** null: it is the first */
  onUp: (() => void) | null;
}

/** One criterion: its name, its weight, its levels with points and words. */
export function CriterionFields({ place, criterion, error, onChange, onRemove, onUp }: Props) {
  const t = useTexts('assignments');
  const { title, weight, levels } = criterion;
  const setLevel = (at: number, part: Partial<Criterion['levels'][number]>) =>
    onChange({ ...criterion, levels: levels.map((level, other) => (other === at ? { ...level, ...part } : level)) });
  const highest = Math.max(...levels.map(({ points }) => points));
  return (
    <fieldset className={classes.block}>
      <legend>{t('rubric.criterion', { number: place + 1 })}</legend>
      <div className={classes.head}>
        <TextField
          name={`criterion-${place}`}
          label={t('rubric.criterionName')}
          maxLength={200}
          value={title}
          error={error}
          onChange={(next) => onChange({ ...criterion, title: next })}
        />
        <NumberField
          name={`weight-${place}`}
          label={t('rubric.weight')}
          min={1}
          max={10}
          step={1}
          value={weight}
          onChange={(next) => onChange({ ...criterion, weight: within(Math.round(next ?? 1), 1, 10) })}
        />
      </div>
      <div className={`${classes.row} ${classes.columns}`} aria-hidden="true">
        <span>{t('rubric.points')}</span>
        <span>{t('rubric.words')}</span>
      </div>
      {levels.map((level, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: levels have no other name
        <div key={at} className={classes.row}>
          <NumberInput
            aria-label={`${t('rubric.level', { number: at + 1 })}: ${t('rubric.points')}`}
            min={0}
            max={100}
            step={0.5}
            decimalSeparator=","
            value={level.points}
            onChange={(points) => setLevel(at, { points: within(Math.round(Number(points) * 2) / 2, 0, 100) })}
          />
          <TextInput
            aria-label={`${t('rubric.level', { number: at + 1 })}: ${t('rubric.words')}`}
            maxLength={300}
            value={level.words}
            onChange={(event) => setLevel(at, { words: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            size="lg"
            disabled={levels.length <= 2}
            aria-label={t('rubric.removeLevel', { number: at + 1 })}
            onClick={() => onChange({ ...criterion, levels: levels.filter((_, other) => other !== at) })}
          >
            <Icon name="close" size={18} />
          </ActionIcon>
        </div>
      ))}
      <div className={classes.foot}>
        <Button
          variant="subtle"
          disabled={levels.length >= 8}
          onClick={() => onChange({ ...criterion, levels: [...levels, { points: within(highest + 1, 0, 100), words: '' }] })}
        >
          {t('rubric.addLevel')}
        </Button>
        {onUp !== null && (
          <Button variant="subtle" onClick={onUp}>
            {t('rubric.up')}
          </Button>
        )}
        {onRemove !== null && (
          <Button variant="subtle" onClick={onRemove}>
            {t('rubric.removeCriterion')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
