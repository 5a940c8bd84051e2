import { usePrivateText } from '#kernel/ui/Beamer.tsx';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { Page, Section } from '#kernel/ui/Page.tsx';
import { Tag } from '#kernel/ui/Tag.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { usePathPart } from '#kernel/web/address.ts';
import { useAsk } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { personContract } from '../contract.ts';
import type { PersonAnswer } from './answers.ts';
import { PersonAccess } from './PersonAccess.tsx';
import { PersonCapacities } from './PersonCapacities.tsx';
import { PersonDetails } from './PersonDetails.tsx';
import { PersonOffice } from './PersonOffice.tsx';
import { PersonRelations } from './PersonRelations.tsx';
import { dotted, useDays } from './words.ts';

/** One person, as much as the caller may see of them and do for them. */
export default function PersonPage() {
  const personId = usePathPart('personId');
  const t = useTexts('directory');
  const privately = usePrivateText();
  const ask = useAsk(personContract, { params: { personId } });
  const back = { to: 'personen', title: t('people.title') };
  const person = ask.data;
  if (person === undefined) {
    return (
      <Page title={t('person.title')} back={back}>
        <WhenAnswered ask={ask}>{() => null}</WhenAnswered>
      </Page>
    );
  }
  const sub = dotted([
    ...new Set(person.capacities.map(({ capacity }) => t(`capacity.${capacity}`))),
    person.shortName !== null && privately(person.shortName),
    person.guestOf !== null && t('person.guestOf', { school: person.guestOf }),
  ]);
  return (
    <Page title={person.title === null ? person.name : `${person.title} ${person.name}`} namesPerson sub={sub} back={back}>
      {person.status !== 'active' && (
        <p>
          <Tag kind="changed" icon="lock">
            {t(`status.${person.status}`)}
          </Tag>
        </p>
      )}
      {person.access !== null && <PersonAccess person={person} />}
      <PersonDetails key={JSON.stringify(person.details)} person={person} />
      <PersonCapacities person={person} />
      <Belongs person={person} />
      <PersonRelations person={person} />
      <PersonOffice person={person} />
    </Page>
  );
}

/** Groups and courses, as links. */
function Belongs({ person }: { person: PersonAnswer }) {
  const t = useTexts('directory');
  const days = useDays();
  return (
    <>
      {person.groups.length > 0 && (
        <Section title={t('person.groups')}>
          <DataList label={t('person.groups')} list={person.groups} idOf={({ groupId, part }) => `${groupId} ${part}`}>
            {(group) => (
              <DataRow
                to={`gruppen/${group.groupId}`}
                icon="group"
                title={group.name}
                sub={dotted([t(`kind.${group.kind}`), group.part !== 'member' && t(`part.${group.part}`), days(group)])}
              />
            )}
          </DataList>
        </Section>
      )}
      {person.courses.length > 0 && (
        <Section title={t('person.courses')}>
          <DataList label={t('person.courses')} list={person.courses} idOf={({ courseId, part }) => `${courseId} ${part}`}>
            {(course) => (
              <DataRow
                to={`kurse/${course.courseId}`}
                icon="course"
                title={course.name}
                {...(course.part !== null && { sub: t(`teaching.${course.part}`) })}
              />
            )}
          </DataList>
        </Section>
      )}
    </>
  );
}
