/** A course of the demo as its place in the week is looked for. */
export interface DemoCourse {
  id: string;
  subject: string;
  name: string;
  /** Hours a week. */
  hours: number;
  pupilIds: readonly string[];
  teacherIds: readonly string[];
  /** On which day its places are looked for first; courses of one year that are chosen between have the same, so that they lie beside each other. */
  turn: number;
  /** Rooms in the order in which they are wanted. */
  rooms: readonly string[];
}

/** One lesson of the week. */
export interface DemoLesson {
  courseId: string;
  /** 1 Monday … 5 Friday */
  weekday: number;
  firstPeriod: number;
  lastPeriod: number;
  room: string | null;
}

const days = 5;
const periods = 8;
const bit = (weekday: number, period: number) => 2 ** ((weekday - 1) * periods + period - 1);
/** Where double periods begin: never across a long break. */
const doubleStarts = [1, 3, 5, 7];

/**
 * A week without conflicts: no pupil, teacher or room is at two places at once. Greedy, in the order given: every course first gets one lesson, the longest first;
 * then the second ones. An hour for which there is no place is left out. The same courses give the same week.
 */
export function planWeek(courses: readonly DemoCourse[]): DemoLesson[] {
  const busy = new Map<string, number>();
  const lessons: DemoLesson[] = [];
  const usedDays = new Map<string, Set<number>>();
  const isFree = (keys: readonly string[], mask: number) => keys.every((key) => !overlaps(busy.get(key) ?? 0, mask));
  const take = (keys: readonly string[], mask: number) => {
    for (const key of keys) busy.set(key, (busy.get(key) ?? 0) + mask);
  };
  const place = (course: DemoCourse, length: 1 | 2): boolean => {
    const own = usedDays.get(course.id) ?? new Set();
    const people = [...course.pupilIds, ...course.teacherIds];
    for (const [weekday, firstPeriod] of slots(length, course.turn)) {
      const mask = length === 2 ? bit(weekday, firstPeriod) + bit(weekday, firstPeriod + 1) : bit(weekday, firstPeriod);
      if (own.has(weekday) || !isFree(people, mask)) continue;
      const room = course.rooms.find((each) => isFree([`room ${each}`], mask)) ?? null;
      if (room === null) continue;
      take([...people, `room ${room}`], mask);
      usedDays.set(course.id, own.add(weekday));
      lessons.push({ courseId: course.id, weekday, firstPeriod, lastPeriod: firstPeriod + length - 1, room });
      return true;
    }
    return false;
  };
  const most = courses.reduce((longest, { hours }) => Math.max(longest, hours), 0);
  for (let done = 0; done < most; done += 2) {
    for (const course of courses) {
      const left = course.hours - done;
      if (left >= 2) place(course, 2) || place(course, 1);
    }
  }
  for (const course of courses) if (course.hours % 2 === 1) place(course, 1);
  return lessons;
}

/** Bit operators know 32 bits only; a week has 40 periods. */
function overlaps(one: number, other: number): boolean {
  const half = 2 ** 20;
  return ((one % half) & (other % half)) !== 0 || (Math.floor(one / half) & Math.floor(other / half)) !== 0;
}

/** Times in the order in which they are tried: mornings before afternoons. */
function slots(length: 1 | 2, turn: number): [weekday: number, period: number][] {
  const starts = length === 2 ? doubleStarts : [...Array(periods).keys()].map((at) => at + 1);
  return starts.flatMap((start) => Array.from({ length: days }, (_, at): [number, number] => [((at + turn) % days) + 1, start]));
}
