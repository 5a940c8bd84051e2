import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { PatternKind } from '../lessons/pattern.ts';
import type { PatternParts } from '../plan/present.ts';

/** A new pattern with all that belongs to it; days are 'YYYY-MM-DD', inclusive. */
export interface PatternToInsert extends PatternParts {
  id: string;
  kind: PatternKind;
  weekday: number;
  gridId: string;
  firstPeriod: number;
  lastPeriod: number;
  /** Calendar weeks (ISO 8601); null: every one. */
  weeks: number[] | null;
  validFrom: string;
  validTo: string;
  title: string | null;
  source: string | null;
  sourceKey: string | null;
}

/** Writes patterns in five statements, however many they are. Whether rooms, courses and persons exist is the caller's affair. */
export async function insertPatterns(db: Db, patterns: readonly PatternToInsert[]): Promise<void> {
  if (patterns.length === 0) return;
  const rows = patterns.map(({ courses: _, groups: _g, teachers: _t, rooms: _r, ...row }) => row);
  await sql`insert into timetable.pattern (school_id, id, kind, weekday, grid_id, first_period, last_period, weeks, valid_from, valid_to, title, source, source_key)
    select ${db.schoolId}::uuid, n.id, n.kind, n.weekday, n."gridId", n."firstPeriod", n."lastPeriod", n.weeks, n."validFrom", n."validTo", n.title, n.source, n."sourceKey"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (id uuid, kind text, weekday smallint, "gridId" uuid, "firstPeriod" smallint, "lastPeriod" smallint,
      weeks smallint[], "validFrom" date, "validTo" date, title text, source text, "sourceKey" text)`.execute(db);
  const placed = <R extends object>(of: (pattern: PatternToInsert) => readonly R[]) =>
    JSON.stringify(patterns.flatMap((pattern) => of(pattern).map((row, place) => ({ ...row, patternId: pattern.id, place }))));
  await sql`insert into timetable.pattern_course (school_id, pattern_id, place, course_id, name, subject)
    select ${db.schoolId}::uuid, n."patternId", n.place, n."courseId", n.name, n.subject from jsonb_to_recordset(${placed((pattern) => pattern.courses)}::jsonb)
      as n ("patternId" uuid, place smallint, "courseId" uuid, name text, subject text)`.execute(db);
  await sql`insert into timetable.pattern_group (school_id, pattern_id, place, group_id, name)
    select ${db.schoolId}::uuid, n."patternId", n.place, n."groupId", n.name from jsonb_to_recordset(${placed((pattern) => pattern.groups)}::jsonb)
      as n ("patternId" uuid, place smallint, "groupId" uuid, name text)`.execute(db);
  await sql`insert into timetable.pattern_teacher (school_id, pattern_id, place, person_id, name, part)
    select ${db.schoolId}::uuid, n."patternId", n.place, n."personId", n.name, n.part from jsonb_to_recordset(${placed((pattern) => pattern.teachers)}::jsonb)
      as n ("patternId" uuid, place smallint, "personId" uuid, name text, part text)`.execute(db);
  await sql`insert into timetable.pattern_room (school_id, pattern_id, place, room_id, period)
    select ${db.schoolId}::uuid, n."patternId", n.place, n."roomId", n.period from jsonb_to_recordset(${placed((pattern) => pattern.rooms)}::jsonb)
      as n ("patternId" uuid, place smallint, "roomId" uuid, period smallint)`.execute(db);
}
