import { newId } from '#kernel/ids/id.ts';
import type { TestSchool } from '#kernel/testing/test-school.ts';
import { dayOf, schoolYearOf } from '#kernel/time/calendar.ts';
import { saveCourses } from '../bulk/save-courses.ts';
import { saveCourseMembers } from '../bulk/save-members.ts';
import { saveCourseTeachers } from '../bulk/save-teachers.ts';
import type { TeachingPart } from '../parts.ts';

// what tests of other modules do with one
export { endCourseContract } from '../contract.ts';

let counter = 0;

interface Options {
  subject?: string;
  subjectName?: string;
  name?: string;
  /** Persons; the first leads, the others co-teach, unless a part is given. */
  teachers?: readonly (string | { personId: string; part: TeachingPart; validFrom?: string; validTo?: string })[];
  pupils?: readonly (string | { personId: string; validFrom?: string; validTo?: string })[];
  /** The class that sits in it exactly. */
  classId?: string;
  sensitive?: boolean;
}

/** A course of this school year. Answers its id. */
export async function aCourse(school: TestSchool, options: Options = {}): Promise<string> {
  counter += 1;
  const id = newId();
  const now = school.ctx().now();
  const {
    subject = 'M',
    subjectName = 'Mathematik',
    name = `Kurs ${counter}`,
    teachers = [],
    pupils = [],
    classId = null,
    sensitive = false,
  } = options;
  await school.write(async (db) => {
    await saveCourses(db, [{ id, name, subject, subjectName, classId, sensitive, schoolYear: schoolYearOf(dayOf(now)) }], now);
    const parts = teachers.map((teacher, place) =>
      typeof teacher === 'string' ? { personId: teacher, part: place === 0 ? ('leads' as const) : ('co_teaches' as const) } : teacher,
    );
    await saveCourseTeachers(
      db,
      parts.map((teacher) => ({ courseId: id, ...teacher })),
    );
    await saveCourseMembers(
      db,
      pupils.map((pupil) => ({ courseId: id, ...(typeof pupil === 'string' ? { personId: pupil } : pupil) })),
    );
  });
  return id;
}
