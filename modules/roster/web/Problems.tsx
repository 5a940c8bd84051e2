import { Private } from '#kernel/ui/Beamer.tsx';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { Section } from '#kernel/ui/Page.tsx';
import { Tag } from '#kernel/ui/Tag.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import type { Shown } from './step-of.ts';

/** A list of a thousand lines is read by nobody; the first tell what is wrong. */
const most = 200;

/** What is wrong with the files, with its place; errors first. */
export function Problems({ problems }: { problems: Shown['problems'] }) {
  const t = useTexts('roster');
  if (problems.length === 0) return null;
  const rows = problems.slice(0, most).map((problem, at) => ({ ...problem, at }));
  return (
    <Section title={t('problems_list.title', { count: problems.length })}>
      <DataList label={t('problems_list.title', { count: problems.length })} list={rows} idOf={({ at }) => String(at)}>
        {({ message, file, line, column, severity }) => (
          <DataRow
            title={<Private>{message}</Private>}
            sub={[file, line !== null && t('problems_list.line', { line }), column !== null && t('problems_list.column', { column })]
              .filter(Boolean)
              .join(', ')}
            fact={<Tag kind={severity === 'error' ? 'wrong' : 'changed'}>{t(`problems_list.${severity}`)}</Tag>}
          />
        )}
      </DataList>
      {problems.length > most && <p className="quiet">{t('problems_list.more', { count: problems.length - most })}</p>}
    </Section>
  );
}
