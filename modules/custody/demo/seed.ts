import type { Db } from '#kernel/db/db.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { blockRelation, type GuardianState, peopleState } from '#modules/people/public.ts';
import { type Arrangement, saveArrangement } from '../queries.ts';

const together: Arrangement = {
  role: 'parent',
  custody: 'joint',
  household: true,
  everyday: true,
  mayCollect: true,
  contactBarred: false,
  barredUntil: null,
};

/**
 * Custody as an office knows it: of the pupils of one class, one lives in turn with parents who live apart, one is kept from a parent by a court,
 * the others at home with both. Always the same pupils. Only ids cross to the other zone; whoever is barred is blocked in the teaching zone at once.
 */
export async function seedCustody(ctx: SchoolCtx, db: Db): Promise<void> {
  const { persons, guardians } = await peopleState(db);
  const pupils = persons
    .filter(({ source, sourceId }) => source === 'demo' && /^pupil\/(7b|2a)\//.test(sourceId ?? ''))
    .sort((one, other) => ((one.sourceId ?? '') < (other.sourceId ?? '') ? -1 : 1));
  const families = new Map(pupils.map(({ id }) => [id, parentsOf(guardians, id)]));
  const [apart, barred] = [...families].filter(([, parents]) => alone(guardians, parents)).map(([childId]) => childId);
  const now = ctx.now();
  await ctx.inZone('administration').write(async (administration) => {
    // a broken first start leaves rows of people who were never stored
    await administration.deleteFrom('custody.arrangement').where('school_id', '=', db.schoolId).execute();
    for (const [childId, [first, second]] of families) {
      const withFirst = childId === barred ? { ...together, custody: 'sole' as const } : together;
      if (first !== undefined) await saveArrangement(administration, childId, first, withFirst, now);
      if (second === undefined) continue;
      const withSecond = childId === apart ? { ...together, household: false } : childId === barred ? keptAway : together;
      await saveArrangement(administration, childId, second, withSecond, now);
    }
  });
  const keptFrom = barred === undefined ? undefined : families.get(barred)?.[1];
  if (barred !== undefined && keptFrom !== undefined) await blockRelation(db, { personId: keptFrom, childId: barred, blocked: true });
}

const keptAway: Arrangement = { ...together, custody: 'none', household: false, everyday: false, mayCollect: false, contactBarred: true };

function parentsOf(guardians: readonly GuardianState[], childId: string): string[] {
  return guardians
    .filter((row) => row.childId === childId)
    .sort((one, other) => one.place - other.place)
    .map(({ personId }) => personId);
}

/** Two parents who have no other child here: nobody else's day is changed. */
function alone(guardians: readonly GuardianState[], parents: readonly string[]): boolean {
  return parents.length === 2 && parents.every((id) => guardians.filter(({ personId }) => personId === id).length === 1);
}
