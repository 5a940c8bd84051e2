import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '#kernel/ids/id.ts';
import { saveSetting } from '#kernel/settings/resolve.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { personsMerged } from '#modules/people/public.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { makeLinkContract } from '../link/contract.ts';
import { privacy } from '../privacy.ts';
import { linksSetting } from '../settings.ts';
import { listedContract, shareContract, sharedWithMeContract } from '../share/contract.ts';
import { shareColumns } from '../share/privacy.ts';
import { aFile } from './build.ts';

/** Anna shares with Ben and has a link and an unpacking; Cem shares the same file of his with Anna and Ben. */
async function sharing() {
  const school = await testSchool();
  await school.write((db) => saveSetting(db, linksSetting, 'all'));
  const [anna, ben, cem] = [await aPerson(school), await aPerson(school), await aPerson(school)];
  const course = await aCourse(school, { teachers: [await aPerson(school, { capacities: ['teacher'] })], pupils: [anna, ben, cem] });
  const [own, his] = [await aFile(school, anna), await aFile(school, cem)];
  const share = (who: string, fileId: string, id: string) =>
    school.as(who).call(shareContract, { params: { fileId }, body: { with: { kind: 'person', id }, mayChange: false, endsOn: null } });
  await share(anna, own, ben);
  const toAnna = await share(cem, his, anna);
  const toCourse = await school
    .as(cem)
    .call(shareContract, { params: { fileId: his }, body: { with: { kind: 'course', id: course }, mayChange: false, endsOn: null } });
  for (const { shareId } of [toAnna, toCourse])
    await school.as(anna).call(listedContract, { params: { shareId }, body: { listed: false } });
  await share(cem, his, ben);
  await school.as(anna).call(makeLinkContract, { params: { fileId: own }, body: { endsOn: '2026-11-30', password: null } });
  await school.write((db) =>
    sql`insert into files.unpacking (school_id, id, person_id, context, name, hash, space_id, state, asked_at)
      values (${db.schoolId}, ${newId()}, ${anna}, 'pupil', 'x.zip', 'x', ${anna}, 'done', ${school.ctx().now()})`.execute(db),
  );
  const left = async (personId: string) => {
    const counts: Record<string, number> = {};
    for (const { column } of shareColumns) {
      const [schema, table, name = ''] = column.split('.');
      const { rows } = await school.write((db) =>
        sql`select from ${sql.table(`${schema}.${table}`)} where ${sql.ref(name)} = ${personId}`.execute(db),
      );
      counts[column] = rows.length;
    }
    return counts;
  };
  return { school, anna, ben, cem, left };
}

test('what somebody shares, is given, links and unpacks is in their export, without what opens a link, and goes with them', async () => {
  const { school, anna, ben, left } = await sharing();
  const parts: { part: string; value: unknown }[] = [];
  await school.write(async (db) => {
    for await (const piece of privacy.exportPerson(db, anna)) parts.push(piece);
  });
  expect(parts.map(({ part }) => part).filter((part) => ['share', 'share_off_list', 'link', 'unpacking'].includes(part))).toEqual([
    'share',
    'share',
    'share_off_list',
    'share_off_list',
    'link',
    'unpacking',
  ]);
  expect(JSON.stringify(parts)).not.toMatch(/token|password/);
  const counts = await school.write((db) => privacy.erasePerson(db, anna));
  expect(counts).toMatchObject({
    'files.share_off_list.person_id': 2,
    'files.share.person_id': 1,
    'files.share.made_by': 1,
    'files.link.made_by': 1,
    'files.unpacking.person_id': 1,
  });
  expect(Object.values(await left(anna))).toEqual([0, 0, 0, 0, 0]);
  expect((await school.as(ben).call(sharedWithMeContract, { query: {} })).items).toHaveLength(2);
});

test('when two entries were one human, what both were given is one, and nothing names the double', async () => {
  const { school, anna, ben, left } = await sharing();
  await school.write((db) => db.emit(personsMerged, { keptId: ben, doubleId: anna }));
  await school.settle();
  expect(Object.values(await left(anna))).toEqual([0, 0, 0, 0, 0]);
  expect((await school.as(ben).call(sharedWithMeContract, { query: {} })).items).toHaveLength(1);
  expect(await left(ben)).toMatchObject({ 'files.share_off_list.person_id': 1, 'files.link.made_by': 1, 'files.unpacking.person_id': 1 });
});
