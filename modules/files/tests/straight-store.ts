import { mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { openBlobs } from '#kernel/blobs/open-blobs.ts';
import { corsRule, strictS3 } from '#kernel/blobs/tests/strict-s3.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { provided } from '#kernel/testing/provided.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { roomContract } from '../contract.ts';
import { folderContract } from '../tree/contract.ts';

const origin = 'https://schule.example.org';

/** An S3 store that takes uploads by itself, for all tests of a file; other files find the services as they were. */
export function straightStore() {
  const at: { folder: string; s3: Awaited<ReturnType<typeof strictS3>> | null } = { folder: '', s3: null };
  let before: Awaited<ReturnType<typeof provided>>['platform']['services'];
  beforeAll(async () => {
    at.folder = await mkdtemp(join(tmpdir(), 'straight-'));
    at.s3 = await strictS3(at.folder, { schulhof: corsRule(origin) });
    const { services } = (await provided()).platform;
    before = { ...services };
    Object.assign(services, { blobs: await openBlobs(at.s3.settings('schulhof'), at.folder, origin) });
  });
  afterEach(async () => {
    s3().faults.length = 0;
    await forgetAll();
    Object.assign((await provided()).platform.services, { scanner: before.scanner });
  });
  afterAll(async () => {
    Object.assign((await provided()).platform.services, { blobs: before.blobs });
    await at.s3?.close();
    await rm(at.folder, { recursive: true });
  });
  const s3 = () => {
    if (at.s3 === null) throw new Error('asked before the tests have begun');
    return at.s3;
  };
  /** Where the store keeps the parts of an upload. */
  const partsOf = (storeId: string) => join(at.folder, 'schulhof', '._S3rver_uploads', storeId);
  /** The store throws away every upload that has not come to its end, as its own rule may tell it to. */
  const forgetAll = async () => {
    for (const storeId of await s3().uploads()) await rm(partsOf(storeId), { recursive: true });
  };
  /** Cuts joined uploads off behind so many bytes. */
  const shorten = async (bytes: number) => {
    for (const key of (await s3().keys('schulhof')).filter((name) => name.includes('incoming')))
      await truncate(join(at.folder, 'schulhof', `${key}._S3rver_object`), bytes);
  };
  return {
    s3,
    shorten,
    before: () => before,
    partsOf,
    forgetAll,
    /** What our notes and the store hold of uploads: rows, uploads that have not ended, objects that are no blobs. */
    left: async (school: TestSchool) => {
      const { rows } = await school.write((db) => sql`select from files.straight where school_id = ${db.schoolId}`.execute(db));
      const incoming = (await s3().keys('schulhof')).filter((key) => key.includes('incoming'));
      return [rows.length, await s3().uploads(), incoming];
    },
  };
}

/** What `left` says when there is nothing. */
export const nothing = [0, [], []];

/** A school with a teacher, and what lies in the teacher's root. */
export async function aTeacher() {
  const school = await testSchool();
  const personId = await aPerson(school, { capacities: ['teacher'] });
  const listed = async () => (await school.as(personId).call(folderContract, { query: {} })).items;
  const used = async () => (await school.as(personId).call(roomContract, {})).usedBytes;
  return { school, personId, listed, used };
}

/** A request of this teacher in another process, which knows nothing of what this one is doing. */
export function elsewhere(school: TestSchool, personId: string): Ctx {
  const caller = { personId, context: 'work', capacities: ['teacher'], permissions: new Set(['files.keep_own']), divisionIds: null };
  return { ...school.ctx(), caller } as unknown as Ctx; // what is asked of a caller here
}
