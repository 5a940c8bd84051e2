import { Button } from '@mantine/core';
import { ButtonLink } from '#kernel/ui/ButtonLink.tsx';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { Page, Section } from '#kernel/ui/Page.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { useTimes } from '#kernel/ui/RelativeTime.tsx';
import { Tag } from '#kernel/ui/Tag.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { usePathPart } from '#kernel/web/address.ts';
import { useAsk } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { groupContract } from '../contract.ts';
import { AddMembers } from './AddMembers.tsx';
import type { GroupAnswer, MemberRow } from './answers.ts';
import { CourseRow } from './CourseRow.tsx';
import { EndGroup, PrintLetters } from './GroupActions.tsx';
import { MemberActions } from './MemberActions.tsx';
import { dotted, useDays } from './words.ts';

const leading = ['class_teacher', 'deputy', 'leader'];

/** A group: who leads, who belongs to it, its courses; filled and emptied here by those who may. */
export default function GroupPage() {
  const groupId = usePathPart('groupId');
  const t = useTexts('directory');
  const { day } = useTimes();
  const ask = useAsk(groupContract, { params: { groupId } });
  const back = { to: 'gruppen', title: t('groups.title') };
  if (ask.data === undefined) {
    return (
      <Page title={t('group.title')} back={back}>
        <WhenAnswered ask={ask}>{() => null}</WhenAnswered>
      </Page>
    );
  }
  const group = ask.data;
  const leaders = byPerson(group.members.filter(({ part }) => leading.includes(part)));
  const others = byPerson(group.members.filter(({ part }) => !leading.includes(part)));
  const sub = dotted([
    t(`kind.${group.kind}`),
    group.schoolYear !== null && t('group.year', { from: group.schoolYear, to: (group.schoolYear + 1) % 100 }),
    t('group.members', { count: others.length }),
  ]);
  return (
    <Page
      title={group.name}
      sub={sub}
      back={back}
      actions={
        <>
          {group.may.all && group.endedOn === null && <EndGroup groupId={groupId} name={group.name} />}
          {group.may.issueCodes && <PrintLetters groupId={groupId} name={group.name} />}
          {group.may.issueCodes && group.kind === 'class' && group.endedOn === null && (
            <ButtonLink to={`bildkarten?klasse=${groupId}`} icon="qr">
              {t('group.cards')}
            </ButtonLink>
          )}
        </>
      }
    >
      {group.endedOn !== null && <p className="quiet">{t('group.endedOn', { date: day(group.endedOn) })}</p>}
      {group.sensitive && (
        <p>
          <Tag icon="lock">{t('group.sensitive')}</Tag>
        </p>
      )}
      {group.imported && group.may.all && <p className="quiet">{t('group.imported')}</p>}
      {leaders.length > 0 && (
        <Section title={t('group.leaders')}>
          <Members label={t('group.leaders')} group={group} members={leaders} />
        </Section>
      )}
      <Section
        title={t('group.membersTitle')}
        actions={
          <Button className="not-printed" variant="subtle" onClick={() => print()}>
            {t('group.print')}
          </Button>
        }
      >
        <Members label={t('group.membersTitle')} group={group} members={others} />
      </Section>
      {group.courses.length > 0 && (
        <Section title={t('group.courses')}>
          <DataList label={t('group.courses')} list={group.courses} idOf={({ id }) => id}>
            {(course) => <CourseRow course={course} count={false} />}
          </DataList>
        </Section>
      )}
      {(group.may.all || group.may.representatives) && group.endedOn === null && <AddMembers group={group} />}
    </Page>
  );
}

function Members({ label, group, members }: { label: string; group: GroupAnswer; members: readonly MemberRow[] }) {
  const t = useTexts('directory');
  const days = useDays();
  return (
    <DataList
      label={label}
      list={members}
      idOf={({ personId }) => personId}
      empty={<EmptyState icon="people" title={t('group.empty')} />}
      {...(group.may.all && {
        select: {
          nameOf: ({ firstName, lastName }: MemberRow) => `${firstName} ${lastName}`,
          actions: (selection: { ids: readonly string[]; clear: () => void }) => (
            <MemberActions
              group={group}
              chosen={members.filter((member) => selection.ids.includes(member.personId))}
              onDone={selection.clear}
            />
          ),
        },
      })}
    >
      {(member) => (
        <DataRow
          title={<Person given={member.firstName} family={member.lastName} familyFirst />}
          sub={dotted([...member.parts.filter((part) => part !== 'member').map((part) => t(`part.${part}`)), days(member)])}
          {...(member.linked && { to: `personen/${member.personId}` })}
        />
      )}
    </DataList>
  );
}

function byPerson(members: GroupAnswer['members']): MemberRow[] {
  const rows = new Map<string, MemberRow>();
  for (const member of members) {
    const known = rows.get(member.personId);
    const parts = [...(known?.parts ?? []), member.part];
    rows.set(member.personId, { ...(known === undefined || member.part === 'member' ? member : known), parts });
  }
  return [...rows.values()];
}
