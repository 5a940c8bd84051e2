import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Form } from '#kernel/ui/Form.tsx';
import { CheckField, TextField } from '#kernel/ui/fields.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { refusalText } from '#kernel/web/refusal-text.ts';
import { useTexts } from '#kernel/web/texts.ts';
import type { Criterion } from '../rubrics/contract.ts';
import { CriterionFields } from './CriterionFields.tsx';

/** A rubric as it is being written. */
export interface RubricWords {
  title: string;
  criteria: Criterion[];
  shared: boolean;
}

const emptyCriterion: Criterion = { title: '', weight: 1, levels: [0, 1, 2, 3].map((points) => ({ points, words: '' })) };
/** One criterion with four steps to begin with. */
export const emptyRubric: RubricWords = { title: '', criteria: [emptyCriterion], shared: false };
/** As many as a rubric may have (rubrics/contract.ts). */
const most = 20;

interface Props {
  value: RubricWords;
  onChange: (value: RubricWords) => void;
  onSave: () => void;
  error: Error | null;
  actions: ReactNode;
}

/** Title, criteria with their levels, and whether colleagues may copy it. Faults are said at their places before anything is sent. */
export function RubricFields({ value, onChange, onSave, error, actions }: Props) {
  const t = useTexts('assignments');
  const [tried, setTried] = useState(false);
  const { title, criteria, shared } = value;
  const unnamed = criteria.findIndex((criterion) => criterion.title.trim() === '');
  const setCriteria = (next: Criterion[]) => onChange({ ...value, criteria: next });
  const submit = (event: { preventDefault: () => void }) => {
    event.preventDefault();
    setTried(true);
    if (title.trim() === '') document.getElementsByName('title')[0]?.focus();
    else if (unnamed >= 0) document.getElementsByName(`criterion-${unnamed}`)[0]?.focus();
    else onSave();
  };
  return (
    <Form onSubmit={submit} refusal={error === null ? null : refusalText(error)} actions={actions}>
      <TextField
        name="title"
        label={t('rubric.name')}
        maxLength={200}
        value={title}
        error={tried && title.trim() === '' ? t('rubric.nameMissing') : undefined}
        onChange={(next) => onChange({ ...value, title: next })}
      />
      {criteria.map((criterion, place) => (
        <CriterionFields
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no other name
          key={place}
          place={place}
          criterion={criterion}
          error={tried && criterion.title.trim() === '' ? t('rubric.criterionMissing') : undefined}
          onChange={(next) => setCriteria(criteria.map((other, at) => (at === place ? next : other)))}
          onRemove={criteria.length > 1 ? () => setCriteria(criteria.filter((_, at) => at !== place)) : null}
          onUp={place > 0 ? () => setCriteria(swapped(criteria, place, place - 1)) : null}
        />
      ))}
      <div>
        <Button
          variant="default"
          leftSection={<Icon name="plus" size={18} />}
          disabled={criteria.length >= most}
          onClick={() => setCriteria([...criteria, { ...emptyCriterion, levels: [...(criteria.at(-1)?.levels ?? emptyCriterion.levels)] }])}
        >
          {t('rubric.addCriterion')}
        </Button>
      </div>
      <CheckField
        name="shared"
        label={t('rubric.shared')}
        description={t('rubric.sharedHelp')}
        value={shared}
        onChange={(next) => onChange({ ...value, shared: next })}
      />
    </Form>
  );
}

function swapped(criteria: readonly Criterion[], place: number, with_: number): Criterion[] {
  return criteria.map((criterion, at) => (at === place ? criteria[with_] : at === with_ ? criteria[place] : criterion) ?? criterion);
}
