/** What a pattern is: teaching, or something that binds teachers alone. */
export type PatternKind = 'lesson' | 'duty' | 'standby' | 'conference';

/** Somebody or something of a lesson; without id it is known by its name alone (a place-holder of an import). */
export interface Named {
  id: string | null;
  name: string;
}

export interface PatternCourse extends Named {
  /** Short name of the subject, for its hue; null without. */
  subject: string | null;
  subjectName: string | null;
}

export interface PatternTeacher extends Named {
  shortName: string | null;
  part: 'leads' | 'co_teaches' | 'supervises';
}

export interface PatternRoom {
  id: string;
  shortName: string;
  name: string | null;
}

/** What takes place: the same for every lesson of a pattern. */
export interface Content {
  kind: PatternKind;
  title: string | null;
  courses: readonly PatternCourse[];
  groups: readonly Named[];
  teachers: readonly PatternTeacher[];
  rooms: readonly PatternRoom[];
}

/** An entry of the timetable that comes again: weekday × periods × calendar weeks × from–to. */
export interface Pattern extends Content {
  id: string;
  /** What its lessons are known by through moves and imports: its first course, else itself. */
  anchor: string;
  gridId: string;
  /** 1 Monday … 7 Sunday */
  weekday: number;
  firstPeriod: number;
  lastPeriod: number;
  /** Clock at school, 'HH:MM'. */
  starts: string;
  ends: string;
  /** Calendar weeks (ISO 8601) in which it takes place; null: in every one. */
  weeks: readonly number[] | null;
  /** First and last day, inclusive; null: open. */
  validFrom: string | null;
  validTo: string | null;
}

/** What happens at one time on one day. */
export interface Lesson extends Content {
  /** Stable: made of anchor, day and start (lesson-id.ts). */
  id: string;
  day: string;
  gridId: string;
  firstPeriod: number;
  lastPeriod: number;
  starts: string;
  ends: string;
  startsAt: Date;
  endsAt: Date;
}
