import { sql } from 'kysely';
import { expect, test } from 'vitest';
import yauzl from 'yauzl';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import { exportPerson } from '#kernel/privacy/engine.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aClass } from '#modules/groups/tests/build.ts';
import { suspendPersons } from '#modules/people/public.ts';
import { aGuardian, aPerson } from '#modules/people/tests/build.ts';
import { auditContract, erasePersonContract, erasureContract, saveDivisionContract } from '../contract.ts';
import { inBothZones } from '../in-both-zones.ts';

const name = 'Viola Vergessen';

/** Somebody who has left traces everywhere: acted, was acted upon, set something, was told something, is in a group, has a child. */
async function aPersonWithTraces() {
  const school = await testSchool();
  const admin = await aPerson(school, { capacities: ['school_admin'] });
  const child = await aPerson(school);
  const person = await aGuardian(school, [child], { capacities: ['guardian', 'office'], firstName: 'Viola', lastName: 'Vergessen' });
  await aClass(school, { teachers: [person] });
  await school
    .as(person)
    .call(
      saveDivisionContract,
      { params: { divisionId: newId() }, body: { name: 'Abteilung', shortName: null, closed: false } },
      { idempotencyKey: 'once' },
    );
  await school.write(async (db) => {
    await db.audit({ act: 'schools.person_exported', subject: { type: 'person', id: person }, data: { of: person } });
    await sql`insert into kernel.school_setting (school_id, id, person_id, key, value) values (${school.id}, ${newId()}, ${person}, 'notices.quiet_hours', '{}')`.execute(
      db,
    );
    await sql`insert into notices.notice (school_id, id, person_id, kind, key, title_key, body_key, path, made_at)
      values (${school.id}, ${newId()}, ${person}, 'identities.password_changed', 'k', 't', 'b', 'heute', now())`.execute(db);
  });
  await school
    .ctx()
    .inZone('administration')
    .write((db) =>
      sql`insert into custody.arrangement (school_id, id, guardian_id, child_id, role, custody, household, everyday, may_collect, changed_at)
      values (${school.id}, ${newId()}, ${person}, ${child}, 'parent', 'joint', true, true, true, now())`.execute(db),
    );
  return { school, admin, person, child };
}

/** Every table and column of type uuid or person_id in which an id still stands, and every text in which it does. */
async function placesOf(school: TestSchool, id: string): Promise<string[]> {
  const places = await inBothZones(school.ctx(), 'read', async ({ teaching, administration }) => [
    ...(await placesIn(teaching, id)),
    ...(await placesIn(administration, id)),
  ]);
  return [...new Set(places)];
}

async function placesIn(db: Db, id: string): Promise<string[]> {
  const { rows: columns } = await sql<{ place: string; table: string; column: string }>`
    select format('%s.%s.%s', n.nspname, c.relname, a.attname) as place, format('%I.%I', n.nspname, c.relname) as table, a.attname as column
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace join pg_type t on t.oid = a.atttypid
    where c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and t.typname in ('uuid', 'person_id', 'text', 'jsonb', '_uuid')
      and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker')
      and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')
      -- what was announced stays some days, ids only
      and format('%s.%s', n.nspname, c.relname) <> 'kernel.outbox'`.execute(db);
  const places: string[] = [];
  for (const { place, table, column } of columns) {
    const { rows } = await sql`select 1 from ${sql.raw(table)} where position(${id} in ${sql.ref(column)}::text) > 0 limit 1`.execute(db);
    if (rows.length > 0) places.push(place);
  }
  return places;
}

async function suspend(school: TestSchool, person: string): Promise<void> {
  await school.write((db) => suspendPersons(db, [person]));
}

test('after erasing, the person’s id stands in no table any more, and their acts stay without them', async () => {
  const { school, admin, person, child } = await aPersonWithTraces();
  expect((await placesOf(school, person)).length).toBeGreaterThan(6);
  await suspend(school, person);

  const { erased } = await school.as(admin).call(erasePersonContract, { params: { personId: person }, body: { name: 'viola  vergessen' } });

  expect(erased).toMatchObject({
    'kernel.audit.actor_id': 1,
    'custody.arrangement.guardian_id': 1,
    'notices.notice.person_id': 1,
    'kernel.school_setting.person_id': 1,
  });
  expect(await placesOf(school, person)).toEqual([]);
  expect((await placesOf(school, child)).length).toBeGreaterThan(0);
  const { items } = await school.as(admin).call(auditContract, { query: {} });
  expect(items.find(({ act }) => act === 'schools.division_saved')).toMatchObject({ actor: { kind: 'erased', name: 'gelöschte Person' } });
  expect(items.find(({ act }) => act === 'schools.person_erased')).toMatchObject({
    actor: { kind: 'person', id: admin },
    subject: { kind: 'erased' },
  });
});

test('only a locked person is erased, and only when their name is typed', async () => {
  const { school, admin, person } = await aPersonWithTraces();
  const erase = (typed: string) => school.as(admin).call(erasePersonContract, { params: { personId: person }, body: { name: typed } });

  await expect(erase(name)).rejects.toMatchObject({ status: 409, code: 'schools.not_suspended' });
  await suspend(school, person);
  await expect(erase('Viola')).rejects.toMatchObject({ status: 422, code: 'schools.name_differs' });
  expect(await school.as(admin).call(erasureContract, { params: { personId: person } })).toEqual({ name, status: 'suspended' });
});

test('nobody erases themselves, nobody of another school erases at all, and it takes the right and a second factor', async () => {
  const { school, admin, person } = await aPersonWithTraces();
  const head = await aPerson(school, { capacities: ['head'] });
  const other = await testSchool();
  const stranger = await aPerson(other, { capacities: ['school_admin'] });
  const input = { params: { personId: person }, body: { name } };

  await expect(school.as(admin).call(erasePersonContract, { params: { personId: admin }, body: { name } })).rejects.toMatchObject({
    code: 'schools.own_person',
  });
  await expect(other.as(stranger).call(erasePersonContract, input)).rejects.toMatchObject({ status: 404, code: 'kernel.not_found' });
  await expect(school.as(head).call(erasePersonContract, input)).rejects.toMatchObject({ status: 403 });
  await expect(school.as({ personId: admin, strong: false }).call(erasePersonContract, input)).rejects.toMatchObject({
    code: 'kernel.second_factor_needed',
  });
});

test('the zip holds what each module has, as JSON that can be read, and making it is an act', async () => {
  const { school, admin, person } = await aPersonWithTraces();
  const client = await school.as(admin).client();

  const answer = await client.raw({ method: 'GET', url: `/api/${school.slug}/people/${person}/everything` });

  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toBe('application/zip');
  expect(answer.headers['cache-control']).toContain('no-store');
  const files = await unzip(answer.rawPayload);
  expect([...files.keys()]).toEqual(
    expect.arrayContaining(['kernel/settings.json', 'kernel/acts.json', 'people/person.json', 'notices/notices.json']),
  );
  expect(JSON.parse(files.get('people/person.json') ?? '')).toMatchObject([{ last_name: 'Vergessen' }]);
  const { items } = await school.as(admin).call(auditContract, { query: { act: 'schools.person_exported', person } });
  expect(items[0]).toMatchObject({ actor: { id: admin }, subject: { id: person } });
});

test('nobody takes out what another school holds, and a teacher nothing', async () => {
  const { school, person } = await aPersonWithTraces();
  const other = await testSchool();
  const stranger = await (await other.as(await aPerson(other, { capacities: ['school_admin'] }))).client();
  const teacher = await (await school.as(await aPerson(school, { capacities: ['teacher'] }))).client();

  expect((await stranger.raw({ method: 'GET', url: `/api/${other.slug}/people/${person}/everything` })).statusCode).toBe(404);
  expect((await stranger.raw({ method: 'GET', url: `/api/${school.slug}/people/${person}/everything` })).statusCode).toBe(404);
  expect((await teacher.raw({ method: 'GET', url: `/api/${school.slug}/people/${person}/everything` })).statusCode).toBe(403);
});

test('every module that holds people can be asked about somebody it knows nothing of', async () => {
  const school = await testSchool();
  const parts = await inBothZones(school.ctx(), 'read', (zones) => Array.fromAsync(exportPerson(school.platform.modules, zones, newId())));
  expect(parts.filter(({ value }) => !Array.isArray(value) || value.length > 0)).toEqual([]);
});

async function unzip(bytes: Buffer): Promise<Map<string, string>> {
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true });
  const files = new Map<string, string>();
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: yauzl.Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          files.set(entry.fileName, Buffer.concat(chunks).toString());
          zip.readEntry();
        });
      });
    });
    zip.on('end', () => resolve(files));
    zip.on('error', reject);
    zip.readEntry();
  });
}
