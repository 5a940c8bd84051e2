import { contract } from '#kernel/contract/contract.ts';
import { type Static, T } from '#kernel/contract/t.ts';
import { Id, Instant, Nullable, OneOf, PageOf, PlainDate, pageQuery } from '#kernel/contract/types.ts';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
/** Whose week: the caller's own, or that of a person, a class or a room. */
const Of = T.String({ pattern: `^(me|(person|group|room):${uuid})$`, description: 'me, or person:ID, group:ID, room:ID' });
const Clock = T.String({ pattern: '^\\d\\d:\\d\\d$', description: 'clock at school' });

const DayOfWeek = T.Object({
  day: PlainDate,
  kind: OneOf(['school', 'weekend', 'holiday']),
  name: Nullable(
    T.String({ description: 'of the public holiday or the school’s free days, in the caller’s language; weekends may have one too' }),
  ),
});
export type DayOfWeek = Static<typeof DayOfWeek>;

const PeriodLine = T.Object({
  number: Nullable(T.Integer({ description: 'of the period; null: a time beside the grid' })),
  starts: Clock,
  ends: Clock,
});
export type PeriodLine = Static<typeof PeriodLine>;

const WeekLesson = T.Object({
  id: Id,
  kind: OneOf(['lesson', 'duty', 'standby', 'conference']),
  title: Nullable(T.String()),
  day: PlainDate,
  firstPeriod: T.Integer(),
  lastPeriod: T.Integer(),
  /** Lines of `rows`, from 0, both inclusive. */
  fromRow: T.Integer(),
  toRow: T.Integer(),
  starts: Clock,
  ends: Clock,
  startsAt: Instant,
  endsAt: Instant,
  courses: T.Array(
    T.Object({
      id: Nullable(Id),
      name: T.String(),
      subject: Nullable(T.String()),
      subjectName: Nullable(T.String()),
      opens: T.Boolean({ description: 'whether the caller may open the page of the course' }),
    }),
  ),
  groups: T.Array(T.Object({ id: Nullable(Id), name: T.String() })),
  teachers: T.Array(
    T.Object({ id: Nullable(Id), name: T.String(), shortName: Nullable(T.String()), part: OneOf(['leads', 'co_teaches', 'supervises']) }),
  ),
  rooms: T.Array(T.Object({ id: Id, shortName: T.String(), name: Nullable(T.String()) })),
});
export type WeekLesson = Static<typeof WeekLesson>;

/** One week of one person, class or room. */
export const weekContract = contract({
  method: 'GET',
  path: '/timetable/week',
  summary: 'A week of the timetable: its days, the lines of its table and its lessons.',
  query: T.Object({
    monday: T.Optional(T.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$', description: 'any day of the week; without it, the present one' })),
    of: T.Optional(Of),
  }),
  answer: T.Object({
    of: T.Object({
      of: Of,
      /** nobody: the caller has no lessons of their own and nobody’s to follow. */
      kind: OneOf(['teacher', 'pupil', 'class', 'room', 'nobody']),
      name: T.String(),
      isOwn: T.Boolean({ description: 'the caller’s own' }),
    }),
    monday: PlainDate,
    week: T.Integer({ description: 'ISO 8601' }),
    days: T.Array(DayOfWeek, { description: 'Monday to Sunday' }),
    rows: T.Array(PeriodLine),
    lessons: T.Array(WeekLesson, { description: 'in order of time; none on free days' }),
    hasPlan: T.Boolean({ description: 'whether the school has a timetable at all' }),
    near: T.Array(T.Object({ of: Of, name: T.String(), kind: OneOf(['person', 'class']) }), {
      description: 'what the caller looks at most: children and their classes, the own class; at most 30',
    }),
  }),
});

/** Whose timetables the caller may open, one kind at a time. */
export const timetableChoicesContract = contract({
  method: 'GET',
  path: '/timetable/choices',
  summary: 'Classes, teachers, rooms or children whose timetable the caller may open, in order of their names.',
  query: T.Object({
    kind: OneOf(['class', 'teacher', 'room', 'child']),
    q: T.Optional(T.String({ maxLength: 100, description: 'part of the name or short name' })),
    ...pageQuery,
  }),
  answer: PageOf(T.Object({ of: Of, name: T.String(), shortName: Nullable(T.String()) })),
});
