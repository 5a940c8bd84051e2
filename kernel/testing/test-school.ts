import { sql } from 'kysely';
import type { Answer, Contract, Input } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { inSchool, onPlatform } from '#kernel/db/transaction.ts';
import type { Platform } from '#kernel/http/platform.ts';
import { backgroundCtx } from '#kernel/http/school-ctx.ts';
import { newId } from '#kernel/ids/id.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import type { School } from '#kernel/module/school.ts';
import { type CallOptions, signedIn, type TestClient } from './client.ts';
import { provided } from './provided.ts';
import { settle } from './settle.ts';

type Who = string | { personId: string; strong?: boolean };

/** A school of its own in the one test database. */
export interface TestSchool {
  readonly id: string;
  readonly slug: string;
  readonly school: School;
  readonly platform: Platform;
  /** A person's client; `strong` (default true) means a second factor was shown. */
  as(who: Who): {
    call<C extends Contract>(contract: C, input: Input<C>, options?: CallOptions): Promise<Answer<C>>;
    counted<C extends Contract>(contract: C, input: Input<C>): Promise<{ answer: Answer<C>; statements: number }>;
    client(): Promise<TestClient>;
  };
  /** Sets "now" in this school. */
  at(instant: string): void;
  ctx(): SchoolCtx;
  write<R>(work: (db: Db) => Promise<R>): Promise<R>;
  /** Data of all events of a name, in order. */
  events(name: string): Promise<unknown[]>;
  /** Delivers events and runs jobs of this school until nothing is left. */
  settle(): Promise<void>;
}

/** When nobody says otherwise, tests play on this Monday morning. */
const firstNow = new Date('2026-11-23T07:00:00Z');

/** Makes a school; `authorityId` puts it under the same authority as another. */
export async function testSchool(options: { authorityId?: string; name?: string; state?: string } = {}): Promise<TestSchool> {
  const { platform, setNow } = await provided();
  const id = newId();
  const slug = `s${id.replaceAll('-', '').slice(-14)}`;
  const now = () => platform.clock.now(id);
  setNow(id, firstNow);
  await onPlatform(platform.pools.teaching, false, now, async (db) => {
    const authorityId = options.authorityId ?? newId();
    await sql`insert into kernel.authority (id, slug, name, created_at) values (${authorityId}, ${`a${slug}`}, 'Stadt Test', ${now()}) on conflict (id) do nothing`.execute(
      db,
    );
    await sql`insert into kernel.school (id, authority_id, slug, name, state, created_at)
      values (${id}, ${authorityId}, ${slug}, ${options.name ?? 'Testschule'}, ${options.state ?? 'NW'}, ${now()})`.execute(db);
  });
  const school = await platform.schools.byId(id);
  if (school === null) throw new Error('the school was not stored');
  return {
    id,
    slug,
    school,
    platform,
    as: (who) => personOf(school, who),
    at: (instant) => setNow(id, new Date(instant)),
    ctx: () => backgroundCtx(platform, school),
    write: (work) => inSchool(platform.pools.teaching, id, false, { actorId: null, now }, work),
    events: async (name) => {
      const { rows } = await onPlatform(platform.pools.teaching, true, now, (db) =>
        sql<{ data: unknown }>`select data from kernel.outbox where school_id = ${id} and name = ${name} order by id`.execute(db),
      );
      return rows.map((row) => row.data);
    },
    settle: () => settle(platform, id),
  };
}

function personOf(school: School, who: Who): ReturnType<TestSchool['as']> {
  const { personId, strong = true } = typeof who === 'string' ? { personId: who } : who;
  const client = async () => {
    const { signIn } = await provided();
    return signedIn(school.slug, await signIn(school.id, personId, { strong }));
  };
  return {
    client,
    call: async (contract, input, options) => (await client()).call(contract, input, options),
    counted: async (contract, input) => (await client()).counted(contract, input),
  };
}
