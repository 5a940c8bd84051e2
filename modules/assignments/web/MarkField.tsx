import { type ComboboxParsedItem, Select } from '@mantine/core';
import { useTexts } from '#kernel/web/texts.ts';
import type { MarkScheme } from '../marks/contract.ts';
import { marksOf } from '../marks/contract.ts';

/** The mark of one pupil with what it stands for; typed or chosen, never worked out from points. */
export function MarkField({
  marks,
  value,
  onChange,
}: {
  marks: MarkScheme;
  value: string | null;
  onChange: (mark: string | null) => void;
}) {
  const t = useTexts('assignments');
  const unit = marks.kind === 'percent' ? ' %' : '';
  return (
    <Select<string>
      label={t('marks.markFor', { meaning: marks.meaning })}
      placeholder={t('marks.no')}
      data={marksOf(marks.kind).map((mark) => ({ value: mark, label: `${mark}${unit}` }))}
      value={value}
      onChange={onChange}
      searchable
      clearable
      selectFirstOptionOnChange
      autoSelectOnBlur
      // what stands there already is chosen again on leaving the field, and must not be dropped by that
      allowDeselect={false}
      filter={({ options, search }) => closestFirst(options, search.trim())}
      clearButtonProps={{ 'aria-label': t('rubric.clear') }}
    />
  );
}

/** What was typed itself comes before what only begins with it: `1` is not `1+`. */
function closestFirst(options: ComboboxParsedItem[], typed: string): ComboboxParsedItem[] {
  const labelOf = (option: ComboboxParsedItem) => ('label' in option ? option.label : '');
  return options.filter((option) => labelOf(option).startsWith(typed)).sort((a, b) => labelOf(a).length - labelOf(b).length);
}
