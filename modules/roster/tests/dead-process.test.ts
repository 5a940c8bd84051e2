import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { holdRoster } from '../apply/apply.ts';
import { applyContract, listContract } from '../contract.ts';
import { importFiles } from '../public.ts';
import { anOffice, apply, read, show } from './upload.ts';

const list = (...rows: string[]) => ({ name: 'iserv.csv', bytes: ['Import-ID;Vorname;Nachname;Klasse', ...rows].join('\n') });
const one = list('17;Anna;Beispiel;8a');
const other = list('18;Ben;Bauer;8a');

/** Puts an import where a process would have been when it was killed. */
function leftAt(school: TestSchool, importId: string, state: string, step: string | null, secondsAgo: number) {
  const at = new Date(school.ctx().now().getTime() - secondsAgo * 1000);
  return school.write((db) =>
    sql`update roster.import set state = ${state}, step = ${step}, touched_at = ${at} where school_id = ${db.schoolId} and id = ${importId}`.execute(
      db,
    ),
  );
}

test('an import whose process was killed while writing is told at once, and the next one goes on', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  const killed = await read(school, office, [one]);
  const next = await read(school, office, [other]);
  await leftAt(school, killed.id, 'applying', 'people', 0);
  expect(await show(school, office, killed.id)).toMatchObject({ state: 'failed', failure: 'died', progress: null });
  const { items } = await school.as(office).call(listContract, {});
  expect(items.find(({ id }) => id === killed.id)).toMatchObject({ state: 'failed' });
  expect((await apply(school, office, next)).state).toBe('applied');
  // and so does the same one, read again
  expect((await read(school, office, [one])).counts).toMatchObject({ new: 1 });
});

test('the command line gives up a dead import too', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  await leftAt(school, (await read(school, office, [one])).id, 'applying', 'sets', 0);
  const files = [{ name: other.name, bytes: new TextEncoder().encode(other.bytes) }];
  expect(await importFiles(school.ctx(), files, { format: 'auto', mapping: null, apply: true })).toMatchObject({ applied: true });
});

test('one that is at work is left alone, however long it takes', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  const working = await read(school, office, [one]);
  const next = await read(school, office, [other]);
  await leftAt(school, working.id, 'applying', 'memberships', 3600);
  await school.write(async (db) => {
    await holdRoster(db);
    expect(await show(school, office, working.id)).toMatchObject({ state: 'applying' });
    await expect(
      school.as(office).call(applyContract, { params: { importId: next.id }, body: { digest: next.digest ?? '', confirmed: false } }),
    ).rejects.toMatchObject({ status: 409, code: 'roster.busy' });
  });
  expect(await show(school, office, working.id)).toMatchObject({ state: 'failed', failure: 'died' });
});

test.each([
  ['still waiting for its turn', 'applying', null, 90, 'applying'],
  ['waiting for longer than anything waits', 'applying', null, 700, 'failed'],
  ['reading files', 'reading', 'files', 30, 'reading'],
  ['reading files without a sign of life', 'reading', 'files', 61, 'failed'],
  ['comparing for a look', 'reading', 'compare', 5, 'reading'],
  ['reading files to apply them', 'applying', 'files', 30, 'applying'],
  ['taking back, and killed', 'undoing', 'undo', 0, 'failed'],
])('%s', async (_, state, step, secondsAgo, shown) => {
  const school = await testSchool();
  const office = await anOffice(school);
  const { id } = await read(school, office, [one]);
  await leftAt(school, id, state, step, secondsAgo);
  expect((await show(school, office, id)).state).toBe(shown);
});
