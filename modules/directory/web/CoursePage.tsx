import { Button } from '@mantine/core';
import type { Answer } from '#kernel/contract/contract.ts';
import { ButtonLink } from '#kernel/ui/ButtonLink.tsx';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { Page, Section } from '#kernel/ui/Page.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { Tag } from '#kernel/ui/Tag.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { usePathPart } from '#kernel/web/address.ts';
import { useAsk } from '#kernel/web/ask.ts';
import { PageLink } from '#kernel/web/PageLink.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useShell } from '#kernel/web/shell.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { removeFromCourseContract } from '#modules/courses/web/public.tsx';
import { courseContract } from '../contract.ts';
import { FillCourse } from './FillCourse.tsx';
import { dotted, useDays } from './words.ts';

type Course = Answer<typeof courseContract>;

/** A course: who teaches, who learns, and the way to its work. */
export default function CoursePage() {
  const courseId = usePathPart('courseId');
  const t = useTexts('directory');
  const { navigation } = useShell();
  const ask = useAsk(courseContract, { params: { courseId } });
  const back = { to: 'gruppen', title: t('groups.title') };
  const course = ask.data;
  if (course === undefined) {
    return (
      <Page title={t('course.title')} back={back}>
        <WhenAnswered ask={ask}>{() => null}</WhenAnswered>
      </Page>
    );
  }
  const work = navigation.some(({ path }) => path === 'aufgaben');
  return (
    <Page
      title={course.name}
      sub={dotted([course.subjectName, course.courseType, course.as !== 'guardian' && t('course.pupils', { count: course.pupils.length })])}
      back={back}
      actions={
        work && (
          <ButtonLink to={`aufgaben?kurs=${courseId}`} icon="assignment">
            {t('course.work')}
          </ButtonLink>
        )
      }
    >
      {course.sensitive && (
        <p>
          <Tag icon="lock">{t('group.sensitive')}</Tag>
        </p>
      )}
      {course.classId !== null && course.as !== 'guardian' && (
        <p>
          <PageLink to={`gruppen/${course.classId}`} className="link">
            {t('course.ofClass')}
          </PageLink>
        </p>
      )}
      <Teachers course={course} />
      <Pupils course={course} />
      {course.may.edit && course.endedOn === null && <FillCourse courseId={courseId} />}
    </Page>
  );
}

function Teachers({ course }: { course: Course }) {
  const t = useTexts('directory');
  const days = useDays();
  return (
    <Section title={t('course.teachers')}>
      <DataList
        label={t('course.teachers')}
        list={course.teachers}
        idOf={({ personId }) => personId}
        empty={<EmptyState icon="person" title={t('course.noTeachers')} />}
      >
        {(teacher) => (
          <DataRow
            title={<Person name={teacher.name} />}
            sub={dotted([t(`teaching.${teacher.part}`), days(teacher)])}
            {...(course.may.openPeople && { to: `personen/${teacher.personId}` })}
            {...(course.may.edit && { actions: <TakeOut courseId={course.id} personId={teacher.personId} name={teacher.name} /> })}
          />
        )}
      </DataList>
    </Section>
  );
}

function Pupils({ course }: { course: Course }) {
  const t = useTexts('directory');
  const days = useDays();
  return (
    <Section title={t(course.as === 'guardian' ? 'course.ownChildren' : 'course.learners')}>
      <DataList
        label={t('course.learners')}
        list={course.pupils}
        idOf={({ personId }) => personId}
        empty={<EmptyState icon="people" title={t('course.noPupils')} />}
      >
        {(pupil) => (
          <DataRow
            title={<Person given={pupil.firstName} family={pupil.lastName} familyFirst />}
            sub={dotted([course.classId === null && pupil.className, days(pupil)])}
            {...(course.may.openPeople && { to: `personen/${pupil.personId}` })}
            {...(course.may.edit && {
              actions: <TakeOut courseId={course.id} personId={pupil.personId} name={`${pupil.firstName} ${pupil.lastName}`} />,
            })}
          />
        )}
      </DataList>
    </Section>
  );
}

/** Takes somebody out of the course from today on; undone by taking them in again. */
function TakeOut({ courseId, personId, name }: { courseId: string; personId: string; name: string }) {
  const t = useTexts('directory');
  const remove = useSend(removeFromCourseContract, { refreshes: [courseContract] });
  return (
    <Button
      variant="subtle"
      loading={remove.busy}
      aria-label={t('course.takeOut', { name })}
      onClick={() => void remove.send({ params: { courseId }, body: { personIds: [personId], lastDay: null } })}
    >
      <Icon name="close" />
    </Button>
  );
}
