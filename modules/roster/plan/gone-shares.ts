import { pupilIds } from './belonging.ts';
import type { Compared } from './compared.ts';
import type { Entry } from './entries.ts';
import { isCurrent } from './present.ts';
import type { Stop } from './stops.ts';

/** Of each class, of the school's people and of its courses: how many there are, and how many would leave or move. */
export function goneShares({ present, snapshot, sets, leavers, writes, ...rest }: Compared, entries: readonly Entry[]): Stop[] {
  const compared = { present, snapshot, sets, leavers, writes, ...rest };
  const pupils = pupilIds(compared);
  const names = new Map(present.groups.filter(({ kind }) => kind === 'class').map(({ id, name }) => [id, name]));
  const members = new Map<string, Set<string>>();
  for (const row of present.groupMembers) {
    if (!names.has(row.groupId) || !pupils.has(row.personId) || !isCurrent(row, present.today)) continue;
    const set = members.get(row.groupId) ?? new Set();
    members.set(row.groupId, set.add(row.personId));
  }
  const gone = new Map<string, Set<string>>();
  for (const row of writes.memberships.groupMembers.end) {
    const set = gone.get(row.groupId) ?? new Set();
    if (members.get(row.groupId)?.has(row.personId)) gone.set(row.groupId, set.add(row.personId));
  }
  const classes = [...members].map(
    ([id, set]): Stop => ({ what: 'class', name: names.get(id) ?? '', gone: gone.get(id)?.size ?? 0, of: set.size }),
  );
  const people = (what: Stop['what'], role: string): Stop => ({
    what,
    name: '',
    gone: entries.filter((entry) => entry.role === role && (entry.kind === 'leaving' || entry.kind === 'moved')).length,
    of: new Set(present.capacities.filter((row) => row.capacity === role && isCurrent(row, present.today)).map(({ personId }) => personId))
      .size,
  });
  const isRunning = (row: { validTo: string | null }) => isCurrent(row, present.today);
  return [
    ...classes,
    people('pupils', 'pupil'),
    people('teachers', 'teacher'),
    people('guardians', 'guardian'),
    { what: 'courses', name: '', gone: writes.endedCourses.length, of: present.courses.length },
    {
      what: 'course_members',
      name: '',
      gone: writes.memberships.courseMembers.end.length,
      of: present.courseMembers.filter(isRunning).length,
    },
  ];
}
