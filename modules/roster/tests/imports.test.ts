import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { erasePerson, exportPerson, type ZoneDbs } from '#kernel/privacy/engine.ts';
import { anonymous } from '#kernel/testing/client.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import {
  applyContract,
  cancelContract,
  discardContract,
  entriesContract,
  importContract,
  listContract,
  openContract,
  questionsContract,
  readContract,
} from '../contract.ts';
import { tidyImports } from '../imports/tidy.ts';
import { mappingsContract, saveMappingContract } from '../mappings/contract.ts';
import { anOffice, apply, lines, read, show, take, undo } from './upload.ts';

function roster(...rows: string[]) {
  return { name: 'iserv.csv', bytes: ['Import-ID;Vorname;Nachname;Klasse', ...rows].join('\n') };
}

const two = roster('17;Anna;Beispiel;8a', '18;Ben;Bauer;8b');

async function importedCount(school: TestSchool): Promise<number> {
  const { rows } = await school.write((db) =>
    sql<{ count: number }>`select count(*) as count from people.person where school_id = ${db.schoolId} and source is not null`.execute(db),
  );
  return rows[0]?.count ?? 0;
}

test('a broken file names line and column, and nothing is changed', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  const shown = await read(school, office, [roster('17;Anna;Beispiel;8a', '18;;;8b')]);
  expect(shown).toMatchObject({ state: 'read', counts: null, digest: null });
  expect(shown.problems).toContainEqual(
    expect.objectContaining({
      file: 'iserv.csv',
      line: 3,
      column: 'Vorname',
      code: 'name_empty',
      severity: 'error',
      message: expect.stringMatching(/\w+ /),
    }),
  );
  await expect(
    school.as(office).call(applyContract, { params: { importId: shown.id }, body: { digest: '', confirmed: true } }),
  ).rejects.toMatchObject({ status: 422, code: 'roster.has_errors' });
  const binary = await read(school, office, [{ name: 'bild.png', bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]) }]);
  expect(binary.problems).toMatchObject([{ severity: 'error', file: 'bild.png' }]);
  expect(await importedCount(school)).toBe(0);
});

test('the bytes of an upload are unreadable without their row, and gone once they are applied', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  const shown = await read(school, office, [two]);
  const { blobs } = school.ctx().services;
  const hashes = async () =>
    (
      await school.write((db) =>
        sql<{ hash: string | null }>`select blob_hash as hash from roster.file where school_id = ${db.schoolId}`.execute(db),
      )
    ).rows;
  const [file] = await hashes();
  const stored = await (await blobs.get(file?.hash ?? '')).toArray();
  // a stream of bytes gives buffers
  expect(Buffer.concat(stored as Buffer[]).toString('latin1')).not.toContain('Beispiel');
  await apply(school, office, shown);
  expect(await hashes()).toEqual([{ hash: null }]);
  expect(await blobs.has(file?.hash ?? '')).toBe(false);
});

test('two imports at once: the second is refused, and so is one whose school has changed since', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  const first = await read(school, office, [two]);
  const second = await read(school, office, [roster('17;Anna;Beispiel;8a')], { complete: true });
  await school.as(office).call(applyContract, { params: { importId: first.id }, body: { digest: first.digest ?? '', confirmed: false } });
  await expect(apply(school, office, second)).rejects.toMatchObject({ status: 409, code: 'roster.busy' });
  await school.settle();
  expect((await show(school, office, first.id)).state).toBe('applied');

  const late = await apply(school, office, second, true);
  expect(late).toMatchObject({ state: 'read', failure: 'changed_since', counts: { new: 0, leaving: 1 } });
  await expect(apply(school, office, { ...late, digest: second.digest })).rejects.toMatchObject({
    status: 409,
    code: 'roster.changed_since',
  });
});

test('applying twice is applying once', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  const shown = await read(school, office, [two]);
  const wish = { params: { importId: shown.id }, body: { digest: shown.digest ?? '', confirmed: false } };
  await school.as(office).call(applyContract, wish, { idempotencyKey: 'one' });
  await school.as(office).call(applyContract, wish, { idempotencyKey: 'one' });
  await school.settle();
  await expect(school.as(office).call(applyContract, wish)).rejects.toMatchObject({ status: 409, code: 'roster.not_now' });
  expect(await importedCount(school)).toBe(2);
});

test('an import can be cancelled before anything is written', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  const shown = await read(school, office, [two]);
  await school.as(office).call(applyContract, { params: { importId: shown.id }, body: { digest: shown.digest ?? '', confirmed: false } });
  await school.as(office).call(cancelContract, { params: { importId: shown.id } });
  await school.settle();
  expect(await show(school, office, shown.id)).toMatchObject({ state: 'read', failure: 'cancelled' });
  expect(await importedCount(school)).toBe(0);
});

test('an undo suspends and names people on whom something hangs since, and gives back what changed', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  await take(school, office, [two]);
  const later = await take(school, office, [roster('17;Anna;Neuname;8b', '18;Ben;Bauer;8b', '19;Cem;Kaya;8b', '20;Dana;Ost;8b')]);
  const { rows } = await school.write((db) =>
    sql<{ id: string; sourceId: string }>`select id, source_id as "sourceId" from people.person where school_id = ${db.schoolId}`.execute(
      db,
    ),
  );
  const cem = rows.find(({ sourceId }) => sourceId === '19')?.id ?? '';
  await aCourse(school, { pupils: [cem] });
  await school.write((db) =>
    sql`update people.person set email = 'anna@example.org' where school_id = ${db.schoolId} and source_id = '17'`.execute(db),
  );

  expect((await undo(school, office, later.id)).state).toBe('undone');
  expect(await lines(school, office, later.id)).toEqual(['kept Cem Kaya']);
  const { rows: after } = await school.write((db) =>
    sql`select first_name, last_name, status, email from people.person where school_id = ${db.schoolId} and source_id is not null order by source_id`.execute(
      db,
    ),
  );
  expect(after).toEqual([
    { first_name: 'Anna', last_name: 'Beispiel', status: 'active', email: 'anna@example.org' },
    { first_name: 'Ben', last_name: 'Bauer', status: 'active', email: null },
    { first_name: 'Cem', last_name: 'Kaya', status: 'left', email: null },
  ]);
  await expect(undo(school, office, later.id)).rejects.toMatchObject({ status: 409, code: 'roster.undo_over' });
  expect((await read(school, office, [two])).counts).toMatchObject({ new: 0, changed: 0, moved: 0, leaving: 0 });
});

test('only the last import can be taken back', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  const first = await take(school, office, [two]);
  await take(school, office, [roster('17;Anna;Beispiel;8a', '18;Ben;Bauer;8b', '19;Cem;Kaya;8b')]);
  await expect(undo(school, office, first.id)).rejects.toMatchObject({ status: 409, code: 'roster.undo_over' });
});

test('nobody but the office and the school admin may, and of another school there is nothing', async () => {
  const school = await testSchool();
  const other = await testSchool();
  const office = await anOffice(school);
  const stranger = await anOffice(other);
  const shown = await take(school, office, [two]);
  for (const capacity of ['teacher', 'pupil', 'guardian', 'staff'] as const) {
    const person = await aPerson(school, { capacities: [capacity] });
    await expect(school.as(person).call(importContract, { params: { importId: shown.id } })).rejects.toMatchObject({ status: 403 });
    await expect(school.as(person).call(openContract, {})).rejects.toMatchObject({ status: 403 });
  }
  await expect(school.as({ personId: office, strong: false }).call(openContract, {})).rejects.toMatchObject({
    status: 403,
    code: 'kernel.second_factor_needed',
  });
  await expect(anonymous(school.slug).call(importContract, { params: { importId: shown.id } })).rejects.toMatchObject({ status: 401 });
  const { importId } = await other.as(stranger).call(openContract, {});
  for (const ask of [
    () => other.as(stranger).call(importContract, { params: { importId: shown.id } }),
    () => other.as(stranger).call(entriesContract, { params: { importId: shown.id } }),
    () => other.as(stranger).call(questionsContract, { params: { importId: shown.id } }),
    () => other.as(stranger).call(readContract, { params: { importId: shown.id }, body: { format: 'auto', mappings: null } }),
    () => other.as(stranger).call(discardContract, { params: { importId: shown.id } }),
    () => undo(other, stranger, shown.id),
    () => school.as(office).call(importContract, { params: { importId } }),
  ]) {
    await expect(ask()).rejects.toMatchObject({ status: 404, code: 'kernel.not_found' });
  }
  expect(await importedCount(other)).toBe(0);
});

test('uploads of another type, without a name or too many are refused', async () => {
  const school = await testSchool();
  const client = await school.as(await anOffice(school)).client();
  const { importId } = await client.call(openContract, {});
  const put = (url: string, type = 'application/octet-stream') =>
    client.raw({ method: 'PUT', url: `/api/${school.slug}/roster/imports/${url}`, headers: { 'content-type': type }, payload: 'x' });
  expect((await put(`${importId}/files?name=a.csv`, 'text/plain')).statusCode).toBe(415);
  expect((await put(`${importId}/files`)).statusCode).toBe(400);
  expect((await put(`${importId}/files?name=../../a.csv`)).json()).toMatchObject({ name: 'a.csv' });
  expect((await put('no-id/files?name=a.csv')).statusCode).toBe(400);
});

test('a mapping is saved under its name and used for a list of any shape', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  const mapping = { name: 'Unsere Liste', rows: 'pupil' as const, columns: { lastName: 'A', firstName: 'B', class: 'C' }, complete: true };
  await school.as(office).call(saveMappingContract, { body: { mapping } });
  const { saved, presets } = await school.as(office).call(mappingsContract, {});
  expect(saved).toMatchObject([{ mapping }]);
  expect(presets.map(({ name }) => name)).toContain('iserv');
  const shown = await read(school, office, [{ name: 'x.csv', bytes: 'A;B;C\nBeispiel;Anna;8a\n' }], { mappings: [mapping] });
  expect(shown.counts).toMatchObject({ pupils: 1, groups: 1, new: 1 });
});

test('lists take as many statements for fifty rows as for one', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  const pupils = (count: number) => roster(...Array.from({ length: count }, (_, at) => `${at};Anna${at};Beispiel;8a`));
  const one = await read(school, office, [pupils(1)]);
  const fifty = await read(school, office, [pupils(50)]);
  const client = school.as(office);
  const few = await client.counted(entriesContract, { params: { importId: one.id }, query: { kind: 'new' } });
  const many = await client.counted(entriesContract, { params: { importId: fifty.id }, query: { kind: 'new', q: 'anna beisp' } });
  expect(many.answer.items).toHaveLength(50);
  expect(many.statements).toBe(few.statements);
  const page = await client.call(entriesContract, { params: { importId: fifty.id }, query: { limit: 20 } });
  const next = await client.call(entriesContract, { params: { importId: fifty.id }, query: { limit: 200, cursor: page.next ?? '' } });
  expect(new Set([...page.items, ...next.items].map(({ id }) => id)).size).toBe(50);
  expect((await client.call(listContract, {})).items.map(({ id }) => id)).toEqual([fifty.id, one.id]);
});

test('a class teacher hears who is new in the class', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  await take(school, office, [two]);
  const { rows } = await school.write((db) =>
    sql<{ id: string }>`select id from groups."group" where school_id = ${db.schoolId} and name = '8b'`.execute(db),
  );
  await school.write((db) =>
    sql`insert into groups.member (school_id, id, group_id, person_id, part) values (${db.schoolId}, gen_random_uuid(), ${rows[0]?.id}, ${teacher}, 'class_teacher')`.execute(
      db,
    ),
  );
  await take(school, office, [roster('17;Anna;Beispiel;8b', '18;Ben;Bauer;8b', '19;Cem;Kaya;8b')]);
  const start = (await (await school.as(teacher).client()).raw({ method: 'GET', url: `/api/${school.slug}/start` })).body;
  expect(start).toContain('Neu in 8b seit dem Import: 2 Lernende');
});

test('what is kept of people goes with them, with the next import and with time', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  await take(school, office, [two]);
  const shown = await take(school, office, [roster('17;Anna;Neuname;8a', '18;Ben;Bauer;8b')]);
  const kept = async () =>
    (
      await school.write((db) =>
        sql<{ changes: number; entries: number }>`select (select count(*) from roster.change where school_id = ${db.schoolId}) as changes,
      (select count(*) from roster.entry where school_id = ${db.schoolId} and import_id = ${shown.id}) as entries`.execute(db),
      )
    ).rows[0];
  expect(await kept()).toEqual({ changes: 1, entries: 1 });
  const { rows } = await school.write((db) =>
    sql<{ id: string }>`select id from people.person where school_id = ${db.schoolId} and source_id = '17'`.execute(db),
  );
  const anna = rows[0]?.id ?? '';
  const { modules } = school.platform;
  const parts: string[] = [];
  const inBothZones = <R>(work: (zones: ZoneDbs) => Promise<R>) => {
    const ctx = school.ctx();
    return ctx.write((teaching) => ctx.inZone('administration').write((administration) => work({ teaching, administration })));
  };
  await inBothZones(async (zones) => {
    for await (const { module, part } of exportPerson(modules, zones, anna)) if (module === 'roster') parts.push(part);
  });
  expect(parts).toEqual(['import', 'import', 'before_import']);
  const counts = await inBothZones((zones) => erasePerson(modules, zones, anna));
  expect(counts).toMatchObject({ 'roster.change.person_id': 1, 'roster.entry.person_id': 2, 'people.person.id': 1 });
  expect(await kept()).toEqual({ changes: 0, entries: 0 });

  const last = await take(school, office, [roster('18;Ben;Bauer;8c')], { confirmed: true });
  const open = await read(school, office, [two]);
  school.at('2027-01-20T07:00:00Z');
  await tidyImports(school.ctx());
  expect(await show(school, office, last.id)).toMatchObject({ canUndo: false });
  await expect(show(school, office, open.id)).rejects.toMatchObject({ status: 404 });
});
