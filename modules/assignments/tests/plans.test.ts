import { afterAll, beforeAll, expect, test } from 'vitest';
import { listPupils } from '../answer/list-pupils.ts';
import { listWork } from '../hand-in/list.ts';
import { pupilFolders } from '../zip/handed-in.ts';
import { idOf, yearsOfWork } from './years-of-work.ts';

// What PostgreSQL has to do for a list grows with the list: not with the school, and not with the square of a year of work. Rows are counted, not time, and each
// statement is planned both for its values and for any: on a connection that has asked it six times only the second may be left.

let years: Awaited<ReturnType<typeof yearsOfWork>>;
beforeAll(async () => {
  years = await yearsOfWork();
});
afterAll(() => years?.close());

const pupil = { personId: idOf('person', 1), context: 'pupil' } as const;
const teacher = { personId: idOf('person', 911), context: 'work' } as const;
const ofWholeClass = idOf('assignment', 443);

/** A pupil's pieces of work, and people of the school. */
const pieces = 400;
const people = 1_200;

test.each(['all', 'done'] as const)('a year of work (%s) is put together in memory, not row by row', async (show) => {
  const handled = await years.rowsOf(pupil, async (ctx) => {
    expect((await listWork(ctx, { show, limit: 20 })).items).toHaveLength(20);
  });
  // each piece comes by some fifteen steps; row by row it would be at least 400 of them
  expect(handled).toBeLessThan(pieces * 30);
});

test('the correction view looks at those who received the work, not at the whole school by name', async () => {
  const handled = await years.rowsOf(teacher, async (ctx) => {
    expect((await listPupils(ctx, ofWholeClass, { limit: 30 })).items).toHaveLength(30);
  });
  expect(handled).toBeLessThan(people);
});

test('so does the zip of all hand-ins', async () => {
  const handled = await years.rowsOf(teacher, async (ctx) => {
    expect(await Array.fromAsync(pupilFolders(ctx, ofWholeClass))).toHaveLength(30);
  });
  expect(handled).toBeLessThan(people);
});
