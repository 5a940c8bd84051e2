import { Select } from '@mantine/core';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { ErrorState } from '#kernel/ui/ErrorState.tsx';
import { Form } from '#kernel/ui/Form.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { CheckField, NumberField } from '#kernel/ui/fields.tsx';
import { Page, Section } from '#kernel/ui/Page.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { usePathPart } from '#kernel/web/address.ts';
import { useAsk, usePages } from '#kernel/web/ask.ts';
import { useForm } from '#kernel/web/form.ts';
import { PageLink } from '#kernel/web/PageLink.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { pupilsContract } from '../../answer/contract.ts';
import { assignmentContract } from '../../set/contract.ts';
import { drawTeamsContract, moveContract, teamsContract } from '../../teams/contract.ts';
import type { Work } from '../shown-work.ts';
import styles from './together.module.css';

/** `aufgaben/$assignmentId/gruppen`: teams by chance or by hand. */
export default function TeamsPage() {
  const t = useTexts('assignments');
  const assignmentId = usePathPart('assignmentId');
  const ask = useAsk(assignmentContract, { params: { assignmentId } });
  const isDraft = ask.data?.publishedAt === null;
  return (
    <Page
      title={t('team.title')}
      back={{ to: isDraft ? `aufgaben/${assignmentId}/bearbeiten` : `aufgaben/${assignmentId}`, title: ask.data?.title || t('back') }}
      width="text"
      {...(ask.data && { sub: ask.data.title })}
    >
      <WhenAnswered ask={ask} skeleton={<Skeleton rows={8} />}>
        {(work) =>
          work.teams === 'none' ? (
            <EmptyState icon="people" title={t('team.off')}>
              <PageLink to={`aufgaben/${assignmentId}/bearbeiten`} className="link">
                {t('team.turnOn')}
              </PageLink>
            </EmptyState>
          ) : (
            <>
              <Section title={t('team.draw')}>
                <DrawForm work={work} />
              </Section>
              <Section title={t('team.byHand')}>
                <ByHand work={work} />
              </Section>
            </>
          )
        }
      </WhenAnswered>
    </Page>
  );
}

const usualSize = 3;

function DrawForm({ work }: { work: Work }) {
  const t = useTexts('assignments');
  const form = useForm({
    form: `assignments.teams.${work.id}`,
    contract: drawTeamsContract,
    beginning: { size: usualSize as number | null, anew: false }, // the field may be emptied
    faults: (values) => (values.size === null ? { size: t('team.sizeMissing') } : {}),
    input: (values) => ({ params: { assignmentId: work.id }, body: { size: values.size ?? usualSize, anew: values.anew } }),
    refreshes: [teamsContract, pupilsContract],
  });
  return (
    <Form
      onSubmit={form.submit}
      refusal={form.refusal}
      actions={
        <>
          <SubmitButton busy={form.sending.busy}>{t('team.drawNow')}</SubmitButton>
          <span role="status">
            {form.sending.answer && t('team.drawn', { count: form.sending.answer.placed, teams: form.sending.answer.teams })}
          </span>
        </>
      }
    >
      <NumberField label={t('team.size')} min={2} max={12} {...form.field('size')} />
      <CheckField label={t('team.anew')} {...form.field('anew')} />
    </Form>
  );
}

/** Places that are no team. */
const none = 'none';
const fresh = 'fresh';

function ByHand({ work }: { work: Work }) {
  const t = useTexts('assignments');
  const params = { assignmentId: work.id };
  const topic = `assignments/assignment/${work.id}`;
  const pupils = usePages(pupilsContract, { params, query: { limit: 200 } }, { topic });
  const teams = usePages(teamsContract, { params, query: { limit: 200 } }, { topic });
  const moving = useSend(moveContract, { refreshes: [teamsContract, pupilsContract] });
  const error = pupils.error ?? teams.error;
  if (error !== null)
    return (
      <ErrorState
        error={error}
        again={() => {
          pupils.again();
          teams.again();
        }}
      />
    );
  if (pupils.pending || teams.pending) return <Skeleton rows={8} />;
  if (pupils.rows.length === 0) return <EmptyState icon="people" title={t('overview.empty')} />;
  const teamOf = new Map(teams.rows.flatMap(({ id, members }) => members.map(({ pupilId }) => [pupilId, id])));
  const options = [
    ...teams.rows.map(({ id, number }) => ({ value: id, label: t('team.name', { number }) })),
    { value: fresh, label: t('team.new') },
    { value: none, label: t('team.without') },
  ];
  const move = (pupilId: string, to: string) =>
    void moving.send({ params: { ...params, pupilId }, body: { teamId: to === none || to === fresh ? null : to, fresh: to === fresh } });
  // those of one team stand together, those without at the end
  const place = (pupilId: string) => teams.rows.findIndex(({ id }) => id === teamOf.get(pupilId));
  const rows = [...pupils.rows].sort((one, other) => (place(one.pupilId) >>> 0) - (place(other.pupilId) >>> 0));
  return (
    <>
      <FormError error={moving.error} />
      <ul className={styles.rows} aria-busy={moving.busy}>
        {rows.map(({ pupilId, name }) => (
          <li key={pupilId} className={styles.row}>
            <Person name={name} />
            <Select<string>
              aria-label={t('team.of', { name })}
              data={options}
              value={teamOf.get(pupilId) ?? none}
              allowDeselect={false}
              disabled={moving.busy}
              onChange={(to) => to !== null && move(pupilId, to)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
