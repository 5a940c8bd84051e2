import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { modules } from '#apps/modules.ts';
import { createDatabase } from '#kernel/db/embedded/for-tests.ts';
import { kernelPrivacy } from '#kernel/privacy/kernel-privacy.ts';
import { personColumns } from './catalogue.ts';
import { undeclared } from './privacy-check.ts';

let client: pg.Client;
beforeAll(async () => {
  client = new pg.Client({ connectionString: inject('database').ownerUrl });
  await client.connect();
});
afterAll(() => client.end());

const parts = [{ id: 'kernel', privacy: kernelPrivacy }, ...modules];

describe('privacy', () => {
  test('every column that names a person is declared by its own module, once, and no other is', async () => {
    expect(undeclared(await personColumns(client), parts)).toEqual([]);
  });

  test('whoever holds nothing says why', () => {
    for (const { id, privacy } of parts) if ('holdsNothing' in privacy) expect(privacy.holdsNothing.length, id).toBeGreaterThan(20);
  });

  test('every reason and period is given in both languages', () => {
    for (const { id, privacy } of parts) {
      if ('columns' in privacy)
        for (const { column, why } of privacy.columns)
          expect(
            [why.de, why.en].every((text) => text.length > 5),
            `${id} ${column}`,
          ).toBe(true);
    }
  });
});

describe('the check of privacy bites on', () => {
  test('a foreign key and a person_id that nobody declared, and a declared column that is gone', async () => {
    const database = await createDatabase(inject('database'), `planted_privacy_${process.pid}`);
    const planted = new pg.Client({ connectionString: database.ownerUrl });
    await planted.connect();
    await planted.query(`create schema kernel; create domain kernel.person_id as uuid; create schema people; create table people.person (id uuid primary key);
      create schema planted; create table planted.row (author_id uuid references people.person, reader_id kernel.person_id, id uuid);`);
    const columns = await personColumns(planted);
    await planted.end();
    const declared = { id: 'planted', privacy: { columns: [{ column: 'planted.row.gone' }] } };
    expect(undeclared(columns, [declared])).toEqual([
      'planted.row.author_id: declared by nobody',
      'planted.row.reader_id: declared by nobody',
      'planted.row.gone: declared by planted, but names no person',
    ]);
  });
});
