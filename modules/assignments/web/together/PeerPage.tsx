import type { Answer } from '#kernel/contract/contract.ts';
import { Form } from '#kernel/ui/Form.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { CheckField, InstantField, NumberField } from '#kernel/ui/fields.tsx';
import { Page, Section } from '#kernel/ui/Page.tsx';
import { RelativeTime } from '#kernel/ui/RelativeTime.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { usePathPart } from '#kernel/web/address.ts';
import { useAsk } from '#kernel/web/ask.ts';
import { useForm } from '#kernel/web/form.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { drawReviewsContract, planContract, releaseContract, reviewsContract, savePlanContract } from '../../peer/contract.ts';
import { assignmentContract } from '../../set/contract.ts';
import classes from '../work.module.css';
import { ReviewList } from './ReviewList.tsx';
import styles from './together.module.css';

type Shown = Answer<typeof planContract>;

/** `aufgaben/$assignmentId/gutachten`: whether and how pupils review each other, who reviews whom, and what they wrote. */
export default function PeerPage() {
  const t = useTexts('assignments');
  const assignmentId = usePathPart('assignmentId');
  const topic = `assignments/assignment/${assignmentId}`;
  const work = useAsk(assignmentContract, { params: { assignmentId } });
  const ask = useAsk(planContract, { params: { assignmentId } }, { topic });
  const isDraft = work.data?.publishedAt === null;
  return (
    <Page
      title={t('peer.manage')}
      back={{ to: isDraft ? `aufgaben/${assignmentId}/bearbeiten` : `aufgaben/${assignmentId}`, title: work.data?.title || t('back') }}
      width="text"
      {...(work.data && { sub: work.data.title })}
    >
      <WhenAnswered ask={ask} skeleton={<Skeleton rows={8} />}>
        {(shown) => (
          <>
            <Section title={t('peer.how')}>
              <PlanForm assignmentId={assignmentId} shown={shown} />
            </Section>
            {shown.plan !== null && (
              <Section title={t('peer.who')}>
                <Acts assignmentId={assignmentId} shown={shown} />
                <ReviewList assignmentId={assignmentId} />
              </Section>
            )}
          </>
        )}
      </WhenAnswered>
    </Page>
  );
}

function PlanForm({ assignmentId, shown }: { assignmentId: string; shown: Shown }) {
  const t = useTexts('assignments');
  const { plan, hasRubric } = shown;
  const beginning: { reviews: number | null; anonymous: boolean; dueAt: string | null; withRubric: boolean; atOnce: boolean } = {
    reviews: plan?.reviews ?? 2,
    anonymous: plan?.anonymous ?? true,
    dueAt: plan?.dueAt ?? null,
    withRubric: plan?.withRubric ?? false,
    atOnce: plan?.atOnce ?? false,
  };
  const form = useForm({
    form: `assignments.peer.${assignmentId}`,
    contract: savePlanContract,
    beginning,
    faults: ({ reviews }) => (reviews === null ? { reviews: t('peer.reviewsMissing') } : {}),
    input: ({ reviews, ...values }) => ({ params: { assignmentId }, body: { ...values, reviews: reviews ?? 1 } }),
    refreshes: [planContract, reviewsContract, assignmentContract],
  });
  return (
    <Form
      onSubmit={form.submit}
      refusal={form.refusal}
      actions={
        <>
          <SubmitButton busy={form.sending.busy}>{t(plan === null ? 'peer.begin' : 'peer.save')}</SubmitButton>
          <span role="status">{form.sending.answer && t('peer.saved')}</span>
        </>
      }
    >
      <NumberField label={t('peer.reviews')} min={1} max={3} {...form.field('reviews')} />
      <InstantField label={t('peer.dueAt')} optional {...form.field('dueAt')} />
      <CheckField label={t('peer.anonymous')} description={t('peer.anonymousHelp')} {...form.field('anonymous')} />
      {hasRubric && <CheckField label={t('peer.withRubric')} {...form.field('withRubric')} />}
      <CheckField label={t('peer.atOnce')} {...form.field('atOnce')} />
    </Form>
  );
}

function Acts({ assignmentId, shown }: { assignmentId: string; shown: Shown }) {
  const t = useTexts('assignments');
  const params = { assignmentId };
  const refreshes = [planContract, reviewsContract];
  const drawing = useSend(drawReviewsContract, { refreshes });
  const releasing = useSend(releaseContract, { refreshes });
  const { plan, handedIn, asked, done } = shown;
  return (
    <>
      <p className="quiet">{t('peer.counts', { handedIn, asked, done })}</p>
      <FormError error={drawing.error ?? releasing.error} />
      <div className={`${classes.buttons} ${styles.acts}`}>
        <SubmitButton busy={drawing.busy} kind="plain" icon="people" onPress={() => void drawing.send({ params })}>
          {t(asked === 0 ? 'peer.draw' : 'peer.drawAgain')}
        </SubmitButton>
        {plan !== null && !plan.atOnce && plan.releasedAt === null && (
          <SubmitButton
            busy={releasing.busy}
            kind="plain"
            icon="send"
            disabled={done === 0}
            onPress={() => void releasing.send({ params })}
          >
            {t('peer.release')}
          </SubmitButton>
        )}
        <span role="status">
          {plan?.releasedAt && <RelativeTime at={plan.releasedAt} words={(when) => t('peer.released', { when })} />}
        </span>
      </div>
    </>
  );
}
