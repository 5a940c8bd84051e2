import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { Section } from '#kernel/ui/Page.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { usePages } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { entriesContract } from '../contract.ts';

/** Who was suspended instead of removed when an import was taken back, because something hangs on them since. */
export function KeptList({ importId }: { importId: string }) {
  const t = useTexts('roster');
  const list = usePages(entriesContract, { params: { importId }, query: { kind: 'kept' } });
  if (!list.pending && list.error === null && list.rows.length === 0) return null;
  return (
    <Section title={t('done.kept')}>
      <p>{t('done.keptWhy')}</p>
      <DataList label={t('done.kept')} list={list} idOf={({ id }) => id}>
        {({ name }) => <DataRow title={<Person name={name} />} />}
      </DataList>
    </Section>
  );
}
