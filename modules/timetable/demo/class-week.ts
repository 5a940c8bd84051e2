interface DemoClass {
  id: string;
  name: string;
  /** Class teacher first. */
  teacherIds: readonly string[];
}

interface ClassLesson {
  classId: string;
  className: string;
  teacherId: string;
  weekday: number;
  firstPeriod: number;
  lastPeriod: number;
}

/** Periods 1–2, 3–4, and a fifth one for the older half. */
const blocks = [
  [1, 2],
  [3, 4],
  [5, 5],
] as const;

/** The week of a primary school: the class teacher with the class, now and then the other one; nobody twice at once. */
export function classWeek(classes: readonly DemoClass[]): ClassLesson[] {
  const busy = new Set<string>();
  const lessons: ClassLesson[] = [];
  for (const weekday of [1, 2, 3, 4, 5]) {
    for (const [firstPeriod, lastPeriod] of blocks) {
      for (const { id, name, teacherIds } of classes) {
        if (firstPeriod === 5 && Number.parseInt(name, 10) < 3) continue;
        // the other teacher has the class on two mornings and in the fifth period
        const wanted = firstPeriod === 5 || (firstPeriod === 3 && weekday % 2 === 0) ? teacherIds.toReversed() : teacherIds;
        const teacherId = wanted.find((each) => !busy.has(`${each} ${weekday} ${firstPeriod}`));
        if (teacherId === undefined) continue;
        busy.add(`${teacherId} ${weekday} ${firstPeriod}`);
        lessons.push({ classId: id, className: name, teacherId, weekday, firstPeriod, lastPeriod });
      }
    }
  }
  return lessons;
}
