import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { prepared } from '#kernel/db/prepared.ts';
import type { Pattern, PatternCourse, PatternTeacher } from '../lessons/pattern.ts';
import { overlaps, type PatternRow } from './patterns.ts';

/** A pattern as somebody sees it. */
export interface SeenPattern extends Pattern {
  /** The pupil or teacher it is the plan of; null for plans of classes and rooms. */
  ofId: string | null;
}

interface Part {
  what: 'course' | 'group' | 'teacher' | 'room';
  patternId: string;
  id: string | null;
  name: string | null;
  /** Of subject, teacher or room. */
  shortName: string | null;
  /** Name of the subject · part of the teacher. */
  more: string | null;
  sensitive: boolean;
  /** Which of those it is asked for belong to it. */
  owners: string[];
}

interface Asked {
  schoolId: string;
  patternIds: readonly string[];
  /** For whom it is asked: whose own courses are to be known. */
  personIds: readonly string[];
  firstDay: string;
  lastDay: string;
}

/**
 * Adds who and what takes part, one statement for any number of patterns. Sensitive courses and groups are named only to who belongs to them: a lesson of
 * which nothing else is left is not there at all. Where several courses take place as one lesson, somebody's own plan names their own ones.
 */
export async function withContents(db: Db, rows: readonly PatternRow[], firstDay: string, lastDay: string): Promise<SeenPattern[]> {
  if (rows.length === 0) return [];
  const patternIds = [...new Set(rows.map(({ id }) => id))];
  const personIds = [...new Set(rows.flatMap(({ ofId, ownId }) => [ofId, ownId]).filter((id) => id !== null))];
  const parts = Map.groupBy(
    await partsOf(db, { schoolId: db.schoolId, patternIds, personIds, firstDay, lastDay }),
    ({ patternId }) => patternId,
  );
  return rows.flatMap((row) => seen(row, parts.get(row.id) ?? []));
}

function seen({ ownId, ...row }: PatternRow, parts: readonly Part[]): SeenPattern[] {
  const of = (what: Part['what']) => parts.filter((part) => part.what === what);
  const all = of('course');
  const teachers = of('teacher');
  const teaches = ownId !== null && teachers.some(({ id }) => id === ownId);
  const opens = ({ sensitive, owners }: Part) => !sensitive || (ownId !== null && owners.includes(ownId));
  const courses = all.filter((part) => opens(part) || teaches);
  const groups = of('group').filter(opens);
  const hidden = courses.length === 0 && (all.length > 0 || (groups.length === 0 && of('group').length > 0));
  if (hidden) return [];
  const own = row.ofId === null ? [] : courses.filter(({ owners }) => row.ofId !== null && owners.includes(row.ofId));
  const [anchor = row.id] = all.flatMap(({ id }) => id ?? []).sort();
  return [
    {
      ...row,
      anchor,
      courses: (own.length > 0 ? own : courses).map(courseOf),
      groups: groups.map(({ id, name }) => ({ id, name: name ?? '' })),
      teachers: teachers.map(teacherOf),
      rooms: of('room').map(({ id, name, shortName }) => ({ id: id ?? '', shortName: shortName ?? '', name })),
    },
  ];
}

function teacherOf({ id, name, shortName, more }: Part): PatternTeacher {
  const part = more as PatternTeacher['part']; // a check of the table knows no others
  return { id, name: name ?? '', shortName, part };
}

function courseOf({ id, name, shortName, more }: Part): PatternCourse {
  return { id, name: name ?? '', subject: shortName, subjectName: more };
}

const partsOf = prepared<Asked, Part>(['schoolId', 'patternIds', 'personIds', 'firstDay', 'lastDay'], (at) => {
  const { schoolId: school } = at;
  const ids = sql`any(${at.patternIds}::uuid[])`;
  const persons = sql`any(${at.personIds}::uuid[])`;
  return sql<Part>`select what, pattern_id as "patternId", id, name, short_name as "shortName", more, sensitive, owners from (
      select 'course' as what, x.pattern_id, x.course_id as id, coalesce(k.name, x.name) as name, coalesce(k.subject, x.subject) as short_name, k.subject_name as more,
        coalesce(k.sensitive, false) as sensitive, array(select m.person_id from courses.pub_member m where m.school_id = ${school} and m.course_id = x.course_id
            and m.person_id = ${persons} and ${overlaps('m', at.firstDay, at.lastDay)}
          union all select u.person_id from courses.pub_teacher u where u.school_id = ${school} and u.course_id = x.course_id
            and u.person_id = ${persons} and ${overlaps('u', at.firstDay, at.lastDay)}) as owners, coalesce(k.name, x.name) as sort
      from timetable.pattern_course x left join courses.pub_course k on k.school_id = ${school} and k.id = x.course_id
      where x.school_id = ${school} and x.pattern_id = ${ids}
    union all select 'group', x.pattern_id, x.group_id, coalesce(k.name, x.name), null, null, coalesce(k.sensitive, false),
        case when k.sensitive then array(select m.person_id from groups.pub_member m where m.school_id = ${school} and m.group_id = k.id
          and m.person_id = ${persons} and ${overlaps('m', at.firstDay, at.lastDay)}) else '{}' end, coalesce(k.name, x.name)
      from timetable.pattern_group x left join groups.pub_group k on k.school_id = ${school} and k.id = x.group_id
      where x.school_id = ${school} and x.pattern_id = ${ids}
    union all select 'teacher', x.pattern_id, x.person_id, coalesce(k.name, x.name), coalesce(k.short_name, x.name), x.part, false, '{}'::uuid[],
        array_position(array['leads', 'co_teaches', 'supervises'], x.part) || coalesce(k.sort_name, x.name)
      from timetable.pattern_teacher x left join people.pub_person k on k.school_id = ${school} and k.id = x.person_id
      where x.school_id = ${school} and x.pattern_id = ${ids}
    union all select distinct 'room', x.pattern_id, k.id, k.name, k.short_name, null, false, '{}'::uuid[], k.short_name
      from timetable.pattern_room x join timetable.room k on k.school_id = ${school} and k.id = x.room_id
      where x.school_id = ${school} and x.pattern_id = ${ids}) parts
    order by sort, id`;
});
