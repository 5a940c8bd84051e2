import { Private } from '#kernel/ui/Beamer.tsx';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Section } from '#kernel/ui/Page.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { usePages } from '#kernel/web/ask.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { taskContract, workListContract } from '../../hand-in/contract.ts';
import { chooseTeamContract, teamsContract } from '../../teams/contract.ts';
import type { Task } from '../shown-work.ts';
import classes from '../work.module.css';
import styles from './together.module.css';

/** With whom a pupil works, and where pupils choose, the teams there are. Nothing for work everybody does alone. */
export function TeamPart({ task }: { task: Task }) {
  const t = useTexts('assignments');
  const { teams, team } = task;
  const choosing = useSend(chooseTeamContract, { refreshes: [taskContract, teamsContract, workListContract] });
  if (teams === 'none') return null;
  const params = { assignmentId: task.id };
  const mayChoose = teams === 'chosen' && task.mayHandIn;
  const go = (teamId: string | null, fresh = false) => void choosing.send({ params, body: { teamId, fresh } });
  return (
    <div className={styles.team}>
      <Section title={team === null ? t('team.own') : t('team.name', { number: team.number })}>
        {team === null ? (
          <p className="quiet">{t(mayChoose ? 'team.chooseOne' : 'team.alone')}</p>
        ) : (
          <p>
            {team.mates.length === 0 ? t('team.onlyYou') : <Private>{t('team.with', { names: team.mates.join(', ') })}</Private>}{' '}
            <span className="quiet">{t('team.sharedNote')}</span>
          </p>
        )}
        <FormError error={choosing.error} />
        {mayChoose && team !== null && (
          <div className={classes.buttons}>
            <SubmitButton busy={choosing.busy} kind="plain" onPress={() => go(null)}>
              {t('team.leave')}
            </SubmitButton>
          </div>
        )}
        {mayChoose && team === null && <Choice task={task} busy={choosing.busy} onChoose={go} />}
      </Section>
    </div>
  );
}

function Choice({ task, busy, onChoose }: { task: Task; busy: boolean; onChoose: (teamId: string | null, fresh?: boolean) => void }) {
  const t = useTexts('assignments');
  const list = usePages(teamsContract, { params: { assignmentId: task.id } });
  return (
    <>
      <DataList label={t('team.list')} list={list} idOf={({ id }) => id} empty={<EmptyState icon="people" title={t('team.none')} />}>
        {(row) => (
          <DataRow
            title={t('team.name', { number: row.number })}
            sub={<Private>{row.members.map(({ name }) => name).join(', ')}</Private>}
            actions={
              <SubmitButton busy={busy} kind="plain" disabled={row.full} onPress={() => onChoose(row.id)}>
                {t(row.full ? 'team.full' : 'team.join')}
              </SubmitButton>
            }
          />
        )}
      </DataList>
      <div className={classes.buttons}>
        <SubmitButton busy={busy} kind="plain" icon="plus" onPress={() => onChoose(null, true)}>
          {t('team.found')}
        </SubmitButton>
      </div>
    </>
  );
}
