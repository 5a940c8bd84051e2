import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { Section } from '#kernel/ui/Page.tsx';
import { useMay, useShell } from '#kernel/web/shell.ts';
import { useTexts } from '#kernel/web/texts.ts';
import type { PersonAnswer } from './answers.ts';

/** Where the office goes on from a person: custody of a child, information and erasure. Nothing for those who may none of it. */
export function PersonOffice({ person }: { person: PersonAnswer }) {
  const t = useTexts('directory');
  const { modules } = useShell();
  const mayCustody = useMay('custody.read') && modules.includes('custody');
  const mayExport = useMay('schools.export_person');
  const isPupil = person.capacities.some(({ capacity }) => capacity === 'pupil');
  const links = [
    ...(mayCustody && isPupil ? [{ to: `personen/${person.id}/sorgerecht`, icon: 'children', title: t('person.custody') } as const] : []),
    ...(mayExport ? [{ to: `personen/${person.id}/alles`, icon: 'file', title: t('person.everything') } as const] : []),
  ];
  if (links.length === 0) return null;
  return (
    <Section title={t('person.office')}>
      <DataList label={t('person.office')} list={links} idOf={({ to }) => to}>
        {({ to, icon, title }) => <DataRow to={to} icon={icon} title={title} />}
      </DataList>
    </Section>
  );
}
