import type { Answer } from '#kernel/contract/contract.ts';
import { ButtonLink } from '#kernel/ui/ButtonLink.tsx';
import { Page, Section } from '#kernel/ui/Page.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { usePathPart } from '#kernel/web/address.ts';
import { useAsk } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { templateContract } from '../reuse/contract.ts';
import { templateFileAddress } from './file-address.ts';
import { RichText } from './RichText.tsx';
import { TemplateForm } from './TemplateForm.tsx';
import { TemplateFacts } from './TemplateRow.tsx';
import classes from './work.module.css';

/** `aufgaben/vorlagen/$templateId`: what work from it will say; its maker renames, shares and deletes it. */
export default function TemplatePage() {
  const t = useTexts('assignments');
  const templateId = usePathPart('templateId');
  const ask = useAsk(templateContract, { params: { templateId } });
  const begin = (
    <ButtonLink to={`aufgaben/neu?vorlage=${templateId}`} icon="copy" main>
      {t('reuse.begin')}
    </ButtonLink>
  );
  return (
    <Page
      title={ask.data?.title ?? t('reuse.template')}
      back={{ to: 'aufgaben/vorlagen', title: t('reuse.title') }}
      width="text"
      {...(ask.data && { sub: <TemplateFacts template={ask.data} />, actions: begin })}
    >
      <WhenAnswered ask={ask} skeleton={<Skeleton rows={6} of="text" />}>
        {(template) => <Content template={template} />}
      </WhenAnswered>
    </Page>
  );
}

function Content({ template }: { template: Answer<typeof templateContract> }) {
  const t = useTexts('assignments');
  return (
    <>
      <p className={classes.facts}>
        {t('editor.kinds')}: {template.handInKinds.map((kind) => t(`editor.kind.${kind}`)).join(', ')}
      </p>
      <RichText html={template.body} picturesAt={templateFileAddress(template.id)} />
      {template.attached.length > 0 && (
        <Section title={t('task.material')}>
          <ul className={classes.names}>
            {template.attached.map(({ id, name }) => (
              <li key={id}>{name}</li>
            ))}
          </ul>
        </Section>
      )}
      {template.own && (
        <Section title={t('reuse.settings')}>
          <TemplateForm template={template} />
        </Section>
      )}
    </>
  );
}
