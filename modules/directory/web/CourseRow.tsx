import type { Answer } from '#kernel/contract/contract.ts';
import { Private } from '#kernel/ui/Beamer.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { subjectHue } from '#kernel/ui/subject-hue.ts';
import { useTexts } from '#kernel/web/texts.ts';
import type { ownGroupsContract } from '../contract.ts';

type Course = Answer<typeof ownGroupsContract>['courses'][number];

/** A course in a list: its subject's hue, name, who teaches, how many learn. */
export function CourseRow({ course, teachers = true, count = true }: { course: Course; teachers?: boolean; count?: boolean }) {
  const t = useTexts('directory');
  const subject = course.subjectName !== null && !course.name.includes(course.subjectName) && course.subjectName;
  const named = teachers && course.teachers.length > 0;
  return (
    <DataRow
      to={`kurse/${course.id}`}
      title={
        <>
          <span
            aria-hidden
            style={{
              display: 'inline-block',
              inlineSize: 10,
              blockSize: 10,
              borderRadius: 3,
              marginInlineEnd: 10,
              background: subjectHue(course.subject ?? course.name),
            }}
          />
          {course.name}
        </>
      }
      sub={
        <>
          {subject}
          {subject && named && ' · '}
          {named && <Private>{course.teachers.join(', ')}</Private>}
        </>
      }
      {...(count && { fact: t('course.pupils', { count: course.pupilCount }) })}
    />
  );
}
