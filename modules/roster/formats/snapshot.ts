/**
 * What every roster format is read into: one `RosterSnapshot`, a plain statement of what the source says at one time.
 *
 * - Nothing here is a decision about our own data. Who is new, moved or leaving is found by comparing a snapshot with the school.
 * - `key` names a row within this one snapshot only (it may change between two readings of the same file); `sourceId` is the source's
 *   own id as text, unique per kind of row (a pupil and a teacher may both be "17"), null where the source has none.
 * - Rows keep the order of the files. Names are NFC and trimmed. Calendar days are 'YYYY-MM-DD'.
 * - Fields of special categories (Art. 9 GDPR), marks, absences and passwords never arrive here: `dropped-fields.ts`.
 * - Memberships hold pupils in classes and everybody in groups and courses except the teachers: those stand, with their part,
 *   in `teachers` of the class or course, and only there.
 */

export const rosterFormats = ['csv', 'xlsx', 'svws', 'enm', 'schild', 'logineo', 'oneroster'] as const;
export type RosterFormat = (typeof rosterFormats)[number];

export type RosterPersonKind = 'pupil' | 'teacher' | 'staff' | 'guardian';
export type RosterGender = 'm' | 'w' | 'd' | 'x';

/** Where a row came from. `line` counts from 1 and is null in JSON, where `path` says it ("schueler[12]"). */
export interface RosterPlace {
  file: string;
  line: number | null;
  path?: string;
}

export interface RosterPerson {
  key: string;
  sourceId: string | null;
  kind: RosterPersonKind;
  lastName: string;
  firstName: string;
  /** Rufname, where the source tells it apart from the first names. */
  callName: string | null;
  birthDate: string | null;
  gender: RosterGender | null;
  /** Kürzel of a teacher ("MUS", "GÖRG"). */
  shortName: string | null;
  email: string | null;
  /** The sign-in name the source wants for this person, as it stands there. */
  handle: string | null;
  /** `leaving`: the source still lists the person but says that they are gone. */
  status: 'active' | 'leaving';
  /** The class the source names for a pupil, as written there; helps to match persons without an id. */
  entryClass: string | null;
  place: RosterPlace;
}

/**
 * In a class: `lead` and `deputy` are Klassenleitung and its deputy, `co_teach` a teacher of whom the source only says that they teach
 * there. In a course: `lead`, and `co_teach` for every further teacher (Zusatzkraft).
 */
export type RosterTeacherPart = 'lead' | 'deputy' | 'co_teach';

export interface RosterTeaching {
  personKey: string;
  part: RosterTeacherPart;
}

export interface RosterClass {
  key: string;
  sourceId: string | null;
  /** As the school shows it ("6a"). */
  name: string;
  /** For comparing only: `classMatchName(name)`. */
  matchName: string;
  /** As the statistics write it ("06A"). */
  statisticCode: string | null;
  /** '01'..'13', null for classes across years and for names that do not tell. */
  yearLevel: string | null;
  teachers: RosterTeaching[];
}

/** Every other set of people: clubs, "Alle - Lehrer", groups of another platform, cohorts. */
export interface RosterGroup {
  key: string;
  sourceId: string | null;
  name: string;
}

export interface RosterCourse {
  key: string;
  sourceId: string | null;
  name: string;
  /** Short form of the subject ("M"); null where the source does not name it. */
  subject: string | null;
  subjectName: string | null;
  /** Kursart as the source writes it (GK, LK, PUK …); null for lessons of a whole class. */
  courseType: string | null;
  teachers: RosterTeaching[];
  /** The classes the course belongs to, by the source; where it does not say, those its pupils come from. */
  classKeys: string[];
}

/** `pupil` in a class or course; in groups `member`, or `teacher` for a teacher among others. */
export type RosterMemberPart = 'pupil' | 'member' | 'teacher';

export interface RosterMembership {
  personKey: string;
  /** Key of a class, group or course. */
  of: string;
  part: RosterMemberPart;
}

/** How a source names a child that is not in its own files (a list of guardians alone); whatever it does not say is null. */
export interface RosterChildReference {
  sourceId: string | null;
  lastName: string | null;
  firstName: string | null;
  birthDate: string | null;
  className: string | null;
}

/** `order` 1 is the guardian the source names first. Either `childKey` or `child` is set, never both. */
export interface RosterRelation {
  guardianKey: string;
  childKey: string | null;
  child: RosterChildReference | null;
  order: number;
}

/** The kinds of rows a source lists completely: only of those does absence mean that somebody left. */
export interface RosterCompleteness {
  pupils: boolean;
  teachers: boolean;
  guardians: boolean;
  classes: boolean;
  courses: boolean;
}

export interface RosterSource {
  format: RosterFormat;
  /** Whose ids the rows carry, where the format does not tell: the tables are files of Untis. */
  program?: 'untis';
  schoolNumber: string | null;
  /** '2022' is 1 Aug 2022 – 31 Jul 2023. */
  schoolYear: string | null;
  halfYear: 1 | 2 | null;
}

export interface RosterSnapshot {
  source: RosterSource;
  complete: RosterCompleteness;
  persons: RosterPerson[];
  classes: RosterClass[];
  groups: RosterGroup[];
  courses: RosterCourse[];
  memberships: RosterMembership[];
  relations: RosterRelation[];
}
