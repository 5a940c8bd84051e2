import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import type { DemoRandom } from '#kernel/module/manifest.ts';
import { dayOf, schoolYearOf } from '#kernel/time/calendar.ts';
import { type CourseToSave, saveCourses } from '../bulk/save-courses.ts';
import { type CourseMemberToSave, saveCourseMembers } from '../bulk/save-members.ts';
import { type CourseTeacherToSave, saveCourseTeachers } from '../bulk/save-teachers.ts';
import { classSubjects, subjectNames, yearChoices } from './subjects.ts';

interface Pupil {
  id: string;
  classId: string;
  className: string;
  level: number;
}

interface Teacher {
  id: string;
  subjects: readonly string[];
  load: number;
}

const mostInCourse = 26;

/** Courses as schools have them: subjects of whole classes, choices across the classes of a year, basic and advanced courses at the top. */
export async function seedCourses(ctx: SchoolCtx, db: Db, random: DemoRandom): Promise<void> {
  const { slug } = ctx.school;
  const schoolYear = schoolYearOf(dayOf(ctx.now()));
  const { pupils, teachers } = await readPeople(db);
  const courses: CourseToSave[] = [];
  const parts: CourseTeacherToSave[] = [];
  const members: CourseMemberToSave[] = [];
  const add = (course: Omit<CourseToSave, 'id'>, seats: readonly Pupil[], wanted?: Teacher) => {
    const id = newId();
    const { subject = '' } = course;
    courses.push({ ...course, id, schoolYear, subjectName: subjectNames[subject ?? ''] ?? null });
    members.push(...seats.map(({ id: personId }) => ({ courseId: id, personId })));
    const able = teachers.filter(({ subjects }) => subjects.includes(subject ?? ''));
    const lead = wanted ?? leastBusy(able.length > 0 ? able : teachers);
    if (lead === undefined) return;
    lead.load += 1;
    parts.push({ courseId: id, personId: lead.id, part: 'leads' });
    // now and then two teach together
    const others = able.filter((one) => one !== lead);
    const second = random.next() < 0.06 && others.length > 0 ? random.pick(others) : undefined;
    if (second) parts.push({ courseId: id, personId: second.id, part: random.next() < 0.5 ? 'co_teaches' : 'in_training' });
  };

  for (const [className, seats] of Map.groupBy(pupils, (pupil) => pupil.className)) {
    const [first] = seats;
    if (first === undefined) continue;
    for (const subject of classSubjects(slug, className, first.level)) {
      const name = `${subjectNames[subject] ?? subject} ${className}`;
      add({ name, subject, classId: first.classId }, seats, className === '8b' && subject === 'M' ? teachers[0] : undefined);
    }
  }
  for (const [level, year] of Map.groupBy(pupils, (pupil) => pupil.level)) {
    for (const { subjects, courseType, sensitive } of yearChoices(slug, level)) {
      const chosen = Map.groupBy(year, () => random.pick(subjects));
      for (const subject of subjects) {
        const seats = chosen.get(subject) ?? [];
        const count = Math.ceil(seats.length / mostInCourse);
        for (let number = 1; number <= count; number += 1) {
          const name =
            courseType === null
              ? `${subjectNames[subject] ?? subject} ${level} (${number})`
              : `${subject}-${courseType}${number} ${seats[0]?.className ?? ''}`;
          add(
            { name, subject, courseType, sensitive },
            seats.filter((_, at) => at % count === number - 1),
          );
        }
      }
    }
  }
  await saveCourses(db, courses, ctx.now());
  await saveCourseTeachers(db, parts);
  await saveCourseMembers(db, members);
}

function leastBusy(teachers: readonly Teacher[]): Teacher | undefined {
  return teachers.reduce<Teacher | undefined>((best, one) => (best === undefined || one.load < best.load ? one : best), undefined);
}

async function readPeople(db: Db): Promise<{ pupils: Pupil[]; teachers: Teacher[] }> {
  const { rows: pupils } =
    await sql<Pupil>`select p.id, g.id as "classId", g.name as "className", coalesce(g.year_level, '1')::int as level from people.pub_person p
    join groups.pub_member m on m.school_id = p.school_id and m.person_id = p.id and m.part = 'member'
    join groups.pub_group g on g.school_id = m.school_id and g.id = m.group_id and g.kind = 'class'
    where p.school_id = ${db.schoolId} and p.source = 'demo' order by g.year_level, g.name, p.source_id`.execute(db);
  const { rows } = await sql<{ id: string; sourceId: string }>`select p.id, p.source_id as "sourceId" from people.pub_person p
    where p.school_id = ${db.schoolId} and p.source = 'demo' and p.source_id like 'teacher/%' order by p.source_id`.execute(db);
  return { pupils, teachers: rows.map(({ id, sourceId }) => ({ id, subjects: sourceId.split('/')[2]?.split(',') ?? [], load: 0 })) };
}
