import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { addDays, dayOf } from '#kernel/time/calendar.ts';
import {
  coursesInUse,
  endCourses,
  removeCourseMembers,
  removeCourses,
  removeCourseTeachers,
  restoreCourses,
  saveCourseMembers,
  saveCourseTeachers,
} from '#modules/courses/public.ts';
import { endGroups, groupsInUse, removeGroupMembers, removeGroups, restoreGroups, saveGroupMembers } from '#modules/groups/public.ts';
import { closeIdentities, identitiesOf, resumeAccess, suspendAccess, withdrawIdentities } from '#modules/identities/public.ts';
import {
  namesOf,
  type PersonState,
  peopleState,
  personsNamedElsewhere,
  removeCapacities,
  removePersons,
  removeRelations,
  restorePersons,
  saveCapacities,
  suspendPersons,
} from '#modules/people/public.ts';
import { rosterUndone } from '../events.ts';
import { lastApplied } from '../imports/rows.ts';
import { refusals } from '../refusals.ts';
import { holdRoster } from './apply.ts';
import { type Change, changesKept } from './change.ts';
import { storeEntries } from './store-plan.ts';

/** What could not be deleted, because something has come to hang on it since. */
export interface Kept {
  persons: { id: string; name: string }[];
  courses: number;
  groups: number;
}

/**
 * Takes the last import back in the open transaction. What was new goes; people who have signed in or on whom something hangs are suspended instead and
 * named, classes and courses with work in them end instead. What somebody has changed by hand since then stays changed.
 *
 * @throws `roster.undo_over` (409) when it is not the last applied import or its images are gone, `roster.busy` (409)
 */
export async function undoLast(ctx: SchoolCtx, db: Db, importId: string): Promise<Kept> {
  await holdRoster(db);
  const last = await lastApplied(db);
  if (last?.id !== importId || !last.canUndo) throw refusals.undoOver();
  const now = ctx.now();
  const lastDay = addDays(dayOf(now), -1);
  const changes = await changesKept(db, importId);
  await undoMemberships(db, changes);
  const sets = await undoSets(db, changes, lastDay);

  await removeRelations(
    db,
    changes('relation').map(({ after }) => ({ ...after, kind: 'guardian' as const })),
  );
  const capacities = changes('capacity');
  const added = changes('person').flatMap(({ before, personId }) => (before === null && personId !== null ? [personId] : []));
  const isAdded = new Set(added);
  await removeCapacities(
    db,
    capacities.filter(({ before, personId }) => before === null && !isAdded.has(personId ?? '')).map(({ after }) => after),
  );
  await saveCapacities(
    db,
    capacities.flatMap(({ before }) => before ?? []),
  );
  const persons = await undoNewPersons(db, added, now, lastDay);
  await undoChangedPersons(db, changes('person'), new Set(persons.map(({ id }) => id)));

  await db.audit({
    act: 'roster.undone',
    subject: { type: 'import', id: importId },
    data: { removed: added.length - persons.length, kept: persons.length },
  });
  await sql`delete from roster.change where school_id = ${db.schoolId} and import_id = ${importId}`.execute(db);
  await storeEntries(
    db,
    importId,
    persons.map(({ id, name }) => ({ kind: 'kept' as const, role: 'pupil' as const, personId: id, name, className: '', changes: [] })),
  );
  await sql`update roster.import set state = 'undone', undone_at = ${now}, touched_at = ${now}, step = null where school_id = ${db.schoolId} and id = ${importId}`.execute(
    db,
  );
  await db.emit(rosterUndone, { importId });
  return { persons, ...sets };
}

type Changes = Awaited<ReturnType<typeof changesKept>>;

async function undoMemberships(db: Db, changes: Changes): Promise<void> {
  const split = <B, A>(list: readonly { before: B | null; after: A }[]) => ({
    added: list.flatMap(({ before, after }) => (before === null ? [after] : [])),
    before: list.flatMap(({ before }) => (before === null ? [] : [before])),
  });
  const inGroups = split(changes('group_member'));
  await removeGroupMembers(db, inGroups.added);
  await saveGroupMembers(db, inGroups.before);
  const inCourses = split(changes('course_member'));
  await removeCourseMembers(db, inCourses.added);
  await saveCourseMembers(db, inCourses.before);
  const teaching = split(changes('course_teacher'));
  await removeCourseTeachers(db, teaching.added);
  await saveCourseTeachers(db, teaching.before);
}

async function undoSets(db: Db, changes: Changes, lastDay: string): Promise<{ courses: number; groups: number }> {
  await restoreCourses(
    db,
    changes('course').flatMap(({ before }) => before ?? []),
  );
  await restoreGroups(
    db,
    changes('group').flatMap(({ before }) => before ?? []),
  );
  const newOnes = (list: readonly Change<'course' | 'group'>[]) => list.flatMap(({ before, after }) => (before === null ? [after.id] : []));
  const courses = newOnes(changes('course'));
  const coursesUsed = new Set(await coursesInUse(db, courses));
  await removeCourses(
    db,
    courses.filter((id) => !coursesUsed.has(id)),
  );
  await endCourses(db, [...coursesUsed], lastDay);
  const groups = newOnes(changes('group'));
  const groupsUsed = new Set(await groupsInUse(db, groups));
  await removeGroups(
    db,
    groups.filter((id) => !groupsUsed.has(id)),
  );
  await endGroups(db, [...groupsUsed], lastDay);
  return { courses: coursesUsed.size, groups: groupsUsed.size };
}

/**
 * Puts back what the import wrote, field by field; a field that is something else by now was changed by hand and stays. An id of the source that
 * somebody kept bears goes back to whom it was taken from.
 */
async function undoChangedPersons(db: Db, changes: readonly Change<'person'>[], kept: ReadonlySet<string>): Promise<void> {
  const known = changes.filter(({ before }) => before !== null);
  if (known.length === 0) return;
  const present = new Map((await peopleState(db)).persons.map((person) => [person.id, person]));
  const restored: PersonState[] = [];
  for (const { before, after } of known) {
    const person = before && present.get(before.id);
    if (!person || !before) continue;
    const back: PersonState = { ...person, status: before.status, leftOn: before.leftOn };
    const wrote: Readonly<Record<string, unknown>> = { ...after };
    // Object.keys forgets whose keys they are
    for (const field of Object.keys(before) as (keyof PersonState)[]) {
      if (field in wrote && (person[field] ?? null) === (wrote[field] ?? null)) Object.assign(back, { [field]: before[field] });
    }
    restored.push(back);
  }
  const ids = new Set(restored.flatMap(({ source, sourceId }) => (sourceId === null ? [] : [`${source} ${sourceId}`])));
  await restorePersons(
    db,
    [...present.values()]
      .filter(({ id, source, sourceId }) => kept.has(id) && ids.has(`${source} ${sourceId}`))
      .map((person) => ({ ...person, sourceId: null })),
  );
  await restorePersons(db, restored);
  await resumeAccess(
    db,
    restored.filter(({ status }) => status === 'active').map(({ id }) => id),
  );
}

async function undoNewPersons(db: Db, added: readonly string[], now: Date, lastDay: string): Promise<Kept['persons']> {
  const access = await identitiesOf(db, added);
  const signedIn = added.filter((id) => access.get(id)?.hasPassword);
  const keep = new Set([...signedIn, ...(await personsNamedElsewhere(db, added, []))]);
  const gone = added.filter((id) => !keep.has(id));
  // names nobody has used are free again; those on printed letters stay reserved for the year
  await withdrawIdentities(db, gone);
  await closeIdentities(db, gone, now);
  await removePersons(db, gone);
  await suspendPersons(db, [...keep], lastDay);
  await suspendAccess(db, [...keep], now);
  const names = await namesOf(db, [...keep]);
  return [...names.values()].sort((a, b) => a.sortName.localeCompare(b.sortName)).map(({ id, name }) => ({ id, name }));
}
