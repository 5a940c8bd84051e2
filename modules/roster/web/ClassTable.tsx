import { DataTable } from '#kernel/ui/DataTable.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import type { Shown } from './step-of.ts';

type Row = Shown['perClass'][number];
const words = ['pupils', 'new', 'changed', 'movedIn', 'movedOut', 'leaving', 'unsure'] as const;

/** Class by class: how many afterwards, who comes, who goes. */
export function ClassTable({ rows }: { rows: readonly Row[] }) {
  const t = useTexts('roster');
  return (
    <DataTable
      caption={t('difference.classes')}
      rows={rows}
      idOf={(row) => row.class}
      columns={[
        { id: 'class', title: t('classes.class'), cell: (row: Row) => row.class },
        ...words.map((word) => ({
          id: word,
          title: t(`classes.${word}`),
          cell: (row: Row) => (row[word] === 0 ? '–' : row[word]),
          numeric: true,
          wideOnly: word === 'changed' || word === 'unsure',
        })),
      ]}
    />
  );
}
