import { Select } from '@mantine/core';
import { useState } from 'react';
import { Private } from '#kernel/ui/Beamer.tsx';
import { DataTable } from '#kernel/ui/DataTable.tsx';
import { FieldRow } from '#kernel/ui/Form.tsx';
import { CheckField, ChoiceField } from '#kernel/ui/fields.tsx';
import { Tag } from '#kernel/ui/Tag.tsx';
import { useAsk } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { type ColumnWord, columnWords, mappingsContract } from '../mappings/contract.ts';
import classes from './roster.module.css';
import { SaveMapping } from './SaveMapping.tsx';
import type { Shown } from './step-of.ts';

type Table = Shown['tables'][number];
type Mapping = Table['mapping'];

const rowWords = ['pupil', 'teacher', 'staff', 'guardian', 'by_role'] as const;
/** So many values tell what a column holds. */
const shownValues = 3;

/** What the rows and columns of a table mean: chosen column by column, or taken from a saved mapping. */
export function MappingForm({ table, onChange }: { table: Table; onChange: (mapping: Mapping) => void }) {
  const t = useTexts('roster');
  const ask = useAsk(mappingsContract, {});
  const [mapping, setMapping] = useState(table.mapping);
  const [fields, setFields] = useState<(ColumnWord | null)[]>(table.columns.map(({ field }) => field));
  const change = (next: Mapping) => {
    setMapping(next);
    onChange(next);
  };
  const choose = (at: number, word: string | null) => {
    const chosen = fields.with(at, columnWords.find((known) => known === word) ?? null);
    setFields(chosen);
    change({ ...mapping, name: '', columns: columnsOf(table, chosen) });
  };
  const known = [...(ask.data?.saved.map(({ mapping: saved }) => saved) ?? []), ...(ask.data?.presets ?? [])];
  const rows = table.columns.map((column, at) => ({
    ...column,
    at,
    values: table.sample.slice(0, shownValues).map((row) => row[at] ?? ''),
  }));
  return (
    <div className={classes.step}>
      <p className="quiet">
        {t('mapping.found', {
          rows: table.rows,
          encoding: table.encoding ?? '–',
          separator: table.separator === '\t' ? 'Tab' : (table.separator ?? '–'),
        })}
      </p>
      <FieldRow>
        <ChoiceField
          name="preset"
          label={t('mapping.preset')}
          optional
          value={mapping.name || null}
          onChange={(name) => {
            const preset = known.find((each) => each.name === name);
            if (preset !== undefined) change(preset);
          }}
          options={known.map(({ name }) => ({ value: name, label: name }))}
        />
        <ChoiceField
          name="rows"
          label={t('mapping.rows')}
          value={mapping.rows}
          onChange={(word) => change({ ...mapping, rows: rowWords.find((each) => each === word) ?? mapping.rows })}
          options={rowWords.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        />
      </FieldRow>
      <DataTable
        caption={t('mapping.columns')}
        rows={rows}
        idOf={({ at }) => String(at)}
        columns={[
          { id: 'name', title: t('mapping.column'), cell: ({ name }) => name || '–' },
          {
            id: 'field',
            title: t('mapping.means'),
            cell: ({ at, name, dropped }) =>
              dropped ? (
                <Tag>{t('mapping.dropped')}</Tag>
              ) : (
                <Select
                  aria-label={t('mapping.meansOf', { name })}
                  data={columnWords.map((value) => ({ value, label: t(`fields.${value}`) }))}
                  value={fields[at] ?? null}
                  onChange={(word) => choose(at, word)}
                  placeholder={t('mapping.unused')}
                  clearable
                  searchable
                />
              ),
          },
          {
            id: 'values',
            title: t('mapping.values'),
            cell: ({ values, dropped }) => (dropped ? '' : <Private>{values.filter(Boolean).join(' · ')}</Private>),
            wideOnly: true,
          },
        ]}
      />
      <CheckField
        name="complete"
        label={t('mapping.complete')}
        description={t('mapping.completeHint')}
        value={mapping.complete ?? mapping.rows !== 'guardian'}
        onChange={(complete) => change({ ...mapping, complete })}
      />
      <SaveMapping mapping={{ ...mapping, columns: mapping.name === '' ? columnsOf(table, fields) : mapping.columns }} />
    </div>
  );
}

/** The mapping's columns by the names of the table. */
function columnsOf(table: Table, fields: readonly (ColumnWord | null)[]): Mapping['columns'] {
  const columns: Partial<Record<ColumnWord, string[]>> = {};
  fields.forEach((field, at) => {
    const name = table.columns[at]?.name;
    if (field !== null && name) columns[field] = [...(columns[field] ?? []), name];
  });
  return columns;
}
