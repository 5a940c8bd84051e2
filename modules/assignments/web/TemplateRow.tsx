import { DataRow } from '#kernel/ui/DataRow.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import type { Template } from '../reuse/contract.ts';

/** A template: its page shows the text and begins work from it. */
export function TemplateRow({ template }: { template: Template }) {
  const t = useTexts('assignments');
  const { id, title, files, sharedWith } = template;
  const sub = (
    <>
      <TemplateFacts template={template} />
      {files > 0 && ` · ${t('reuse.files', { count: files })}`}
    </>
  );
  return <DataRow title={title} sub={sub} fact={t(`reuse.shared.${sharedWith}`)} to={`aufgaben/vorlagen/${id}`} />;
}

/** Whose it is and of which subject. */
export function TemplateFacts({ template: { own, maker, subject } }: { template: Template }) {
  const t = useTexts('assignments');
  return (
    <>
      {own ? t('reuse.own') : maker === null ? t('reuse.template') : <Person name={maker} />}
      {subject !== null && ` · ${subject}`}
    </>
  );
}
