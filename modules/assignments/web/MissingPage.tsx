import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { FilterBar, FilterChoice } from '#kernel/ui/FilterBar.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { Tag } from '#kernel/ui/Tag.tsx';
import { useFilter } from '#kernel/web/address.ts';
import { useAsk, usePages } from '#kernel/web/ask.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { type Missing, missingContract, remindMissingContract } from '../missing/contract.ts';
import { assignmentContract, targetsContract } from '../set/contract.ts';
import { DueTime } from './DueTime.tsx';
import { TargetName } from './TargetName.tsx';

const shows = { ueberfaellig: 'overdue', bald: 'ahead', geschlossen: 'closed' } as const;
const isStand = (text: string): text is keyof typeof shows => Object.hasOwn(shows, text);
const idOf = ({ assignmentId, pupilId }: Missing) => `${assignmentId} ${pupilId}`;

/** `aufgaben/fehlt`: who has not handed in yet, over all one's work; many are reminded at once. */
export default function MissingPage() {
  const t = useTexts('assignments');
  const [stand] = useFilter('stand', 'ueberfaellig');
  const [by] = useFilter('nach', 'aufgabe');
  const [targetId] = useFilter('kurs');
  const show = isStand(stand) ? shows[stand] : 'overdue';
  const list = usePages(missingContract, {
    query: { show, by: by === 'name' ? 'pupil' : 'work', ...(targetId !== '' && { targetId }) },
  });
  const targets = useAsk(targetsContract, {});
  const reminder = useSend(remindMissingContract, { refreshes: [missingContract, assignmentContract] });
  const remind = (ids: readonly string[]) => {
    const of = ids.map((id) => ({ assignmentId: id.slice(0, 36), pupilId: id.slice(37) }));
    return reminder.send({ body: { of } });
  };
  return (
    <Page title={t('missing.title')} sub={t('missing.sub')} back={{ to: 'aufgaben', title: t('back') }}>
      <FilterBar label={t('missing.filters')}>
        <FilterChoice
          name="stand"
          label={t('show')}
          usual="ueberfaellig"
          options={[
            { value: 'ueberfaellig', label: t('missing.overdue') },
            { value: 'bald', label: t('missing.ahead') },
            { value: 'geschlossen', label: t('missing.closed') },
          ]}
        />
        <FilterChoice
          name="nach"
          label={t('missing.order')}
          usual="aufgabe"
          options={[
            { value: 'aufgabe', label: t('missing.byWork') },
            { value: 'name', label: t('missing.byPupil') },
          ]}
        />
        <FilterChoice
          name="kurs"
          label={t('course')}
          options={[
            { value: '', label: t('allCourses') },
            ...(targets.data?.targets ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </FilterBar>
      <p role="status" className="quiet">
        {reminder.answer && t('missing.reminded', { count: reminder.answer.reminded })}
      </p>
      <FormError error={reminder.error} />
      <DataList
        label={t('missing.title')}
        list={list}
        idOf={idOf}
        empty={
          <EmptyState icon="check" title={t('missing.empty')}>
            {show === 'overdue' ? t('missing.emptyText') : undefined}
          </EmptyState>
        }
        {...(show !== 'closed' && {
          select: {
            nameOf: ({ name, title }: Missing) => `${name}: ${title}`,
            actions: (selection) => (
              <SubmitButton
                busy={reminder.busy}
                kind="plain"
                icon="bell"
                onPress={() => void remind(selection.ids).then((answer) => answer && selection.clear())}
              >
                {t('missing.remind', { count: selection.ids.length })}
              </SubmitButton>
            ),
          },
        })}
      >
        {(row) => <Row row={row} />}
      </DataList>
    </Page>
  );
}

function Row({ row }: { row: Missing }) {
  const t = useTexts('assignments');
  return (
    <DataRow
      title={<Person name={row.name} />}
      sub={
        <>
          {row.title} · <TargetName target={row.target} full /> · <DueTime dueAt={row.dueAt} />
        </>
      }
      {...(row.remindedToday && { fact: <Tag icon="bell">{t('missing.remindedToday')}</Tag> })}
      to={`aufgaben/${row.assignmentId}/antworten?wer=${row.pupilId}`}
    />
  );
}
