import { expect, test } from 'vitest';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import type { Verdict } from '#kernel/scanner/scanner.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { askForScan, scanJob } from '../scan/scan.ts';
import { folderContract } from '../tree/contract.ts';
import { aDrive, own } from './dav-client.ts';

/** The school with a program that checks, which says this of everything. */
function checked(school: TestSchool, verdict: Verdict | Error): SchoolCtx {
  const ctx = school.ctx();
  const check = async (bytes: { destroy(): void }) => {
    bytes.destroy();
    if (verdict instanceof Error) throw verdict;
    return verdict;
  };
  return { ...ctx, services: { ...ctx.services, scanner: { check } } };
}

async function aFile() {
  const school = await testSchool();
  const personId = await aPerson(school, { capacities: ['teacher'] });
  const drive = await aDrive({ school, personId });
  await drive.ask('PUT', `${own}/Spiel.txt`, { body: 'verdächtig', headers: { 'content-type': 'text/plain' } });
  const { rows } = await school.write((db) =>
    db
      .selectFrom('files.file')
      .select(['id', 'hash'])
      .where('owner_id', '=', personId)
      .execute()
      .then((all) => ({ rows: all })),
  );
  return { school, personId, drive, fileId: rows[0]?.id ?? '', hash: rows[0]?.hash ?? '' };
}

test('a file in which something is found is locked everywhere, and whoever brought it is told', async () => {
  const { school, personId, drive, fileId, hash } = await aFile();
  await drive.ask('COPY', `${own}/Spiel.txt`, { headers: { destination: `http://schulhof.test/dav/${school.slug}${own}/Kopie.txt` } });
  await scanJob.run(checked(school, { kind: 'found', name: 'Eicar' }), { hash }, new AbortController().signal);
  expect((await drive.ask('GET', `${own}/Spiel.txt`)).status).toBe(423);
  expect((await drive.ask('GET', `${own}/Kopie.txt`)).status).toBe(423);
  const { items } = await school.as(personId).call(folderContract, { query: {} });
  expect(items.map(({ locked }) => locked)).toEqual([true, true]);
  expect(await school.events('files.found_harmful')).toContainEqual({ fileId, personId });
});

test('what is clean or too large to check stays, and a program that is not there is asked again', async () => {
  const { school, drive, hash } = await aFile();
  const run = (verdict: Verdict | Error) => scanJob.run(checked(school, verdict), { hash }, new AbortController().signal);
  await run({ kind: 'clean' });
  await run({ kind: 'unchecked', why: 'too large' });
  await expect(run(new Error('not there'))).rejects.toThrow('not there');
  expect((await drive.ask('GET', `${own}/Spiel.txt`)).body).toBe('verdächtig');
});

test('without a program nothing is asked for; with one, once per content', async () => {
  const { school, hash } = await aFile();
  const asked: unknown[] = [];
  const db = { enqueue: async (...order: unknown[]) => void asked.push(order) } as unknown as Parameters<typeof askForScan>[1]; // only what is asked of it
  await askForScan(school.ctx(), db, hash);
  expect(asked).toEqual([]);
  await askForScan(checked(school, { kind: 'clean' }), db, hash);
  expect(asked).toMatchObject([[{ name: 'files.scan' }, { hash }, { key: hash }]]);
});
