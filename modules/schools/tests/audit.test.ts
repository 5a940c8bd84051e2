import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { actsContract, auditContract } from '../contract.ts';

async function aTrail(acts: number) {
  const school = await testSchool();
  const admin = await aPerson(school, { capacities: ['school_admin'], firstName: 'Ada', lastName: 'Admin' });
  const pupil = await aPerson(school, { firstName: 'Pia', lastName: 'Prüfling' });
  for (let number = 0; number < acts; number += 1) {
    school.at(`2026-11-${String(10 + (number % 10)).padStart(2, '0')}T08:00:00Z`);
    await school.write((db) => db.audit({ act: 'schools.person_exported', subject: { type: 'person', id: pupil } }));
  }
  school.at('2026-11-23T07:00:00Z');
  return { school, admin, pupil };
}

test('the trail comes page by page, newest first, each act once', async () => {
  const { school, admin } = await aTrail(25);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await school
      .as(admin)
      .call(auditContract, { query: { act: 'schools.person_exported', limit: 10, ...(cursor === undefined ? {} : { cursor }) } });
    seen.push(...page.items.map(({ id }) => id));
    expect(page.items.map(({ at }) => at)).toEqual(
      page.items
        .map(({ at }) => at)
        .sort()
        .reverse(),
    );
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  expect(new Set(seen).size).toBe(25);
});

test('filters by person and days narrow it', async () => {
  const { school, admin, pupil } = await aTrail(10);
  const find = async (query: { person?: string; from?: string; to?: string }) =>
    (await school.as(admin).call(auditContract, { query: { act: 'schools.person_exported', ...query } })).items.length;

  expect(await find({ person: pupil })).toBe(10);
  expect(await find({ person: admin })).toBe(0);
  expect(await find({ from: '2026-11-12', to: '2026-11-13' })).toBe(2);
});

test('one act and fifty take the same number of statements', async () => {
  const [few, many] = [await aTrail(1), await aTrail(50)];
  const one = await few.school.as(few.admin).counted(auditContract, { query: {} });
  const fifty = await many.school.as(many.admin).counted(auditContract, { query: {} });
  expect(fifty.answer.items.length).toBeGreaterThan(40);
  expect(fifty.statements).toBe(one.statements);
});

test('acts of the program say so, and every kind of act has words', async () => {
  const { school, admin, pupil } = await aTrail(1);
  const { items } = await school.as(admin).call(auditContract, { query: { person: pupil, act: 'schools.person_exported' } });
  expect(items[0]).toMatchObject({
    actor: { kind: 'program', name: 'Schulhof' },
    subject: { kind: 'person', name: 'Pia Prüfling' },
    text: 'Auskunft über alle Daten erstellt',
  });

  const { acts } = await school.as(admin).call(actsContract, {});
  expect(acts.find(({ act }) => act === 'schools.right_changed')?.title).toBe('Recht »…« für …: …');
});
