import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import type { Db } from '../db.ts';
import { inSchool } from '../transaction.ts';

const who = { actorId: null, now: () => new Date() };
const schoolNow = sql<{ school: string }>`select current_setting('app.school_id') as school`;

test('nothing runs on a transaction that has ended: its connection may serve another school by then', async () => {
  const school = await testSchool();
  const pool = school.platform.pools.teaching;
  let kept: Db | undefined;
  await inSchool(pool, school.id, true, who, async (db) => {
    kept = db;
  });
  await expect(schoolNow.execute(kept as Db)).rejects.toThrow('has ended'); // set above

  let late: Promise<unknown> = Promise.resolve();
  const failed = inSchool(pool, school.id, true, who, async (db) => {
    late = new Promise((resolve) => setTimeout(resolve, 50)).then(() => schoolNow.execute(db));
    late.catch(() => {});
    throw new Error('given up');
  });
  await expect(failed).rejects.toThrow('given up');
  await expect(late).rejects.toThrow('has ended');
});

test('statements asked together run in the order of asking, all behind the wall of their own school', async () => {
  const [one, other] = [await testSchool(), await testSchool()];
  const pool = one.platform.pools.teaching;
  const many = await Promise.all(
    Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? one : other)).map((school) =>
      inSchool(pool, school.id, true, who, async (db) => {
        const seen = await Promise.all([schoolNow.execute(db), schoolNow.execute(db), schoolNow.execute(db)]);
        return seen.every(({ rows }) => rows[0]?.school === school.id);
      }),
    ),
  );
  expect(many).toEqual(many.map(() => true));
});

test('one of several statements that fails leaves the connection well, and nothing written', async () => {
  const school = await testSchool();
  const pool = school.platform.pools.teaching;
  for (let round = 0; round < 3; round += 1) {
    const failing = inSchool(pool, school.id, false, who, (db) =>
      Promise.all([
        db.audit({ act: 'planted.lost' }),
        sql`select 1 / ${0}::int`.execute(db),
        sql`select ${round}::int as after_the_failure`.execute(db),
      ]),
    );
    await expect(failing).rejects.toThrow('division by zero');
  }
  const { rows } = await inSchool(pool, school.id, true, who, (db) =>
    sql`select 1 from kernel.audit where school_id = ${school.id} and act = 'planted.lost'`.execute(db),
  );
  expect(rows).toEqual([]);
});

test('a read leaves its commit for later: the next one on the connection is in its own school, and locks end soon', async () => {
  const [one, other] = [await testSchool(), await testSchool()];
  const pool = one.platform.pools.teaching;
  const schoolSeen = async (school: typeof one) =>
    inSchool(pool, school.id, true, who, async (db) => {
      await sql`select from kernel.audit where school_id = ${school.id}`.execute(db);
      return (await schoolNow.execute(db)).rows[0]?.school;
    });
  for (const school of [one, other, one]) expect(await schoolSeen(school)).toBe(school.id);
  // several connections are left behind; the question below takes only one of them
  expect(await Promise.all([one, other, one].map(schoolSeen))).toEqual([one.id, other.id, one.id]);
  await expect
    .poll(async () => {
      const { rows } = await inSchool(pool, one.id, false, who, (db) =>
        sql`select from pg_locks l join pg_class c on c.oid = l.relation where c.relname = 'audit' and l.pid <> pg_backend_pid()`.execute(
          db,
        ),
      );
      return rows.length;
    })
    .toBe(0);
});

test('what goes out with the commit is written with the rest, or nothing is', async () => {
  const school = await testSchool();
  const pool = school.platform.pools.teaching;
  const acts = async () =>
    (
      await inSchool(pool, school.id, true, who, (db) =>
        sql<{ act: string }>`select act from kernel.audit where school_id = ${school.id} and act like 'planted.%'`.execute(db),
      )
    ).rows.map(({ act }) => act);
  const note = (act: string) =>
    sql`insert into kernel.audit (school_id, id, at, act) values (${school.id}, gen_random_uuid(), now(), ${act})`;
  await inSchool(pool, school.id, false, who, async (db) => {
    await db.audit({ act: 'planted.first' });
    db.withCommit(note('planted.last'));
  });
  expect((await acts()).sort()).toEqual(['planted.first', 'planted.last']);
  const failing = inSchool(pool, school.id, false, who, async (db) => {
    await db.audit({ act: 'planted.lost' });
    db.withCommit(sql`select 1 / ${0}::int`);
  });
  await expect(failing).rejects.toThrow('division by zero');
  expect((await acts()).length).toBe(2);
});

test('slow work does not keep quick work out', async () => {
  const school = await testSchool();
  const pool = school.platform.pools.teaching;
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  // more than are let in at once; each keeps a connection until the gate opens
  const slow = Array.from({ length: 4 }, () => inSchool(pool, school.id, true, who, () => gate));
  expect(await inSchool(pool, school.id, true, who, async () => 'quick')).toBe('quick');
  open();
  await Promise.all(slow);
});
