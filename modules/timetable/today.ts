import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { prepared } from '#kernel/db/prepared.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { TodayItem, TodayPart } from '#kernel/module/today.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { placeOf } from './lessons/happens.ts';
import { lessonsOn } from './lessons/lessons-on.ts';
import type { Lesson } from './lessons/pattern.ts';
import { withContents } from './week/contents.ts';
import { dayOfWeek, isFree } from './week/days.ts';
import { overlaps, type PatternRow, patternRows } from './week/patterns.ts';
import { ofPupils, ofTeacher } from './week/reach.ts';

interface Asked {
  schoolId: string;
  personId: string;
  day: string;
  week: number;
  weekday: number;
}

const names = ['schoolId', 'personId', 'day', 'week', 'weekday'] as const;
type At = Parameters<Parameters<typeof prepared<Asked, PatternRow>>[1]>[0];
const stretch = ({ schoolId, day, week, weekday }: At) => ({
  ...{ schoolId, week },
  ...{ firstDay: day, lastDay: day, firstWeekday: weekday, lastWeekday: weekday },
});

const rowsOf = {
  work: prepared<Asked, PatternRow>(names, (at) => patternRows(ofTeacher(at.personId, at, true), stretch(at), false)),
  pupil: prepared<Asked, PatternRow>(names, (at) =>
    patternRows(ofPupils(sql`select ${at.personId}::uuid`, stretch(at), true), stretch(at), true),
  ),
  guardian: prepared<Asked, PatternRow>(names, (at) => patternRows(ofPupils(childrenOf(at), stretch(at), true), stretch(at), true)),
};

const needed = { work: 'timetable.view_own', pupil: 'timetable.view_own', guardian: 'timetable.follow_children' } as const;

/** The lessons of today on the start page: one's own, or those of each child. Two statements, one where there are none, none on free days. */
export async function today(ctx: Ctx, db: Db): Promise<TodayPart> {
  const { caller } = ctx;
  if (!caller.permissions.has(needed[caller.context])) return {};
  const day = dayOf(ctx.now());
  if (isFree(await dayOfWeek(ctx, day))) return {};
  const rows = await rowsOf[caller.context](db, { schoolId: db.schoolId, personId: caller.personId, day, ...placeOf(day) });
  const byPerson = Map.groupBy(await withContents(db, rows, day, day), ({ ofId }) => ofId ?? '');
  return {
    timeline: [...byPerson].flatMap(([personId, own]) => lessonsOn(day, own).map((lesson) => itemOf(ctx, lesson, personId))),
  };
}

/** The children a guardian acts for, by the rule of people's `childrenOf`, as a query. */
function childrenOf({ schoolId: school, personId, day }: At) {
  return sql`select r.child_id from people.pub_relation r
    join people.pub_person p on p.school_id = ${school} and p.id = r.child_id and p.status = 'active'
    where r.school_id = ${school} and r.person_id = ${personId} and r.kind = 'guardian' and ${overlaps('r', day, day)}`;
}

function itemOf(ctx: Ctx, lesson: Lesson, personId: string): TodayItem {
  const { context } = ctx.caller;
  const ofChild = context === 'guardian';
  const { id, courses, groups, teachers, rooms, startsAt, endsAt, day } = lesson;
  // who teaches sees whom they teach; who learns, who teaches them
  const others = context === 'work' ? groups.map(({ name }) => name) : teachers.map(({ name }) => name);
  return {
    key: `${id}/${personId}`,
    module: 'timetable',
    icon: 'timetable',
    title: titleOf(ctx, lesson),
    sub: others.join(', '),
    ...(context !== 'work' && others.length > 0 && { namesPeople: true }),
    path: ofChild ? `stundenplan?von=person:${personId}&tag=${day}` : `stundenplan?tag=${day}`,
    at: startsAt.toISOString(),
    until: endsAt.toISOString(),
    subject: courses[0]?.subject ?? null,
    state: 'plain',
    count: null,
    ...(rooms.length > 0 && { place: rooms.map(({ shortName }) => shortName).join(', ') }),
    slot: slotOf(ctx, lesson),
    ...(ofChild && { childId: personId }),
  };
}

function titleOf(ctx: Ctx, { courses, title, kind }: Lesson): string {
  const subjects = [...new Set(courses.map(({ subjectName, name }) => subjectName ?? name))];
  return subjects.length > 0 ? subjects.join(' / ') : (title ?? ctx.say(ctx.language, `timetable:kind.${kind}`));
}

function slotOf(ctx: Ctx, { firstPeriod, lastPeriod }: Lesson): string {
  return firstPeriod === lastPeriod
    ? ctx.say(ctx.language, 'timetable:today.period', { number: firstPeriod })
    : ctx.say(ctx.language, 'timetable:today.periods', { first: firstPeriod, last: lastPeriod });
}
