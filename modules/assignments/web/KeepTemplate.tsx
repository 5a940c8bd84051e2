import { ButtonLink } from '#kernel/ui/ButtonLink.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { keepTemplateContract, templatesContract } from '../reuse/contract.ts';
import type { Work } from './shown-work.ts';

/** Keeps a piece of work as a template of one's own; shared from the list of templates. */
export function KeepTemplate({ work }: { work: Work }) {
  const t = useTexts('assignments');
  const keeping = useSend(keepTemplateContract, { refreshes: [templatesContract] });
  return (
    <>
      <FormError error={keeping.error} />
      {keeping.answer === undefined || keeping.answer === null ? (
        <SubmitButton
          busy={keeping.busy}
          kind="plain"
          icon="copy"
          onPress={() => void keeping.send({ params: { assignmentId: work.id }, body: { sharedWith: 'nobody' } })}
        >
          {t('reuse.keep')}
        </SubmitButton>
      ) : (
        <>
          <p role="status" className="quiet">
            {t('reuse.kept')}
          </p>
          <ButtonLink to="aufgaben/vorlagen" icon="copy">
            {t('reuse.toTemplates')}
          </ButtonLink>
        </>
      )}
    </>
  );
}
