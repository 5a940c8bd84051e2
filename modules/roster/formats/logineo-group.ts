/** What the name of a group in a LOGINEO export says. */
export type LogineoGroup =
  | { kind: 'class'; className: string; of: 'pupils' | 'teachers' | 'all' }
  | {
      kind: 'course';
      name: string;
      key: string;
      subject: string | null;
      courseType: string | null;
      teacher: string | null;
      yearLevel: string | null;
    }
  | { kind: 'group'; name: string };

/**
 * Tells classes, courses and other groups apart by their names, which is all the export gives.
 *
 * - `Klasse 5a - Schueler`, `Klasse 5a - Lehrer`: the two halves of a class.
 * - A name with four parts in brackets at its end, `M-GK1 (M, GK, ABCD, EF)`, with or without `- Schueler`/`- Lehrer` behind: a course;
 *   the parts are subject, Kursart, Kürzel of the teacher, Jahrgang.
 * - everything else (`Alle - Lehrer`, `Fach Deutsch`, `Bereich …`): a group.
 */
export function readLogineoGroup(name: string): LogineoGroup {
  const half = /^(.*?)\s*-\s*(Schueler|Schüler|Lehrer)$/i.exec(name);
  const base = half?.[1] ?? name;
  const className = /^Klasse\s+(.+)$/i.exec(base)?.[1];
  if (className !== undefined && !className.includes('(')) {
    const of = half === null ? 'all' : /^l/i.test(half[2] ?? '') ? 'teachers' : 'pupils';
    return { kind: 'class', className: className.trim(), of };
  }
  const course = /^(.*?)\s*\(([^()]*),([^()]*),([^()]*),([^()]*)\)$/.exec(base.trim());
  if (course !== null) {
    const [subject, courseType, teacher, yearLevel] = course.slice(2, 6).map((part) => part.trim() || null);
    const title = course[1] || (subject ?? base);
    return {
      kind: 'course',
      name: title,
      key: base.trim(),
      subject: subject ?? null,
      courseType: courseType ?? null,
      teacher: teacher ?? null,
      yearLevel: yearLevel ?? null,
    };
  }
  return { kind: 'group', name };
}
