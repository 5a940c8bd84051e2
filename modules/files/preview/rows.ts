import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Lane } from './kinds.ts';

/** A preview of content, made or not yet. */
export interface Preview {
  id: string;
  state: 'waiting' | 'made' | 'failed';
  hash: string | null;
  type: string | null;
  sizeBytes: number | null;
  askedAt: Date;
}

const columns = sql`p.id, p.state, p.hash, p.type, p.size_bytes as "sizeBytes", p.asked_at as "askedAt"`;

/** The preview of this content; null when nobody has asked for it. Rights are those of the file it is asked for. */
export async function findPreview(db: Db, ofHash: string): Promise<Preview | null> {
  const { rows } = await sql<Preview>`select ${columns} from files.preview p
    where p.school_id = ${db.schoolId} and p.of_hash = ${ofHash}`.execute(db);
  return rows[0] ?? null;
}

/** Notes that somebody wants a preview, and when. Repeatable: what is made or has failed stays. */
export async function notePreview(db: Db, wanted: { ofHash: string; ofType: string; lane: Lane }, now: Date): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into files.preview as p (school_id, id, of_hash, of_type, lane, asked_at)
    values (${db.schoolId}, ${newId()}, ${wanted.ofHash}, ${wanted.ofType}, ${wanted.lane}, ${now})
    on conflict (school_id, of_hash) do update set asked_at = excluded.asked_at returning p.id`.execute(db);
  return rows[0]?.id ?? '';
}

/** What is to be made next. */
export interface Order {
  id: string;
  ofHash: string;
  ofType: string;
}

/** What was begun so long ago was lost with its process. */
const lostMs = 180_000;
const mostTries = 3;

/**
 * Takes the oldest order of a lane whose content still lies in a file of the school that is not locked; null when there is none. What has been lost three times
 * has failed: it ends whatever process makes it.
 */
export async function takeOrder(db: Db, lane: Lane, now: Date): Promise<Order | null> {
  const lost = new Date(now.getTime() - lostMs);
  const free = sql`p.school_id = ${db.schoolId} and p.lane = ${lane} and p.state = 'waiting' and (p.taken_at is null or p.taken_at < ${lost})`;
  await sql`update files.preview p set state = 'failed' where ${free} and p.tries >= ${mostTries}`.execute(db);
  const { rows } =
    await sql<Order>`update files.preview p set tries = p.tries + 1, taken_at = ${now} where p.school_id = ${db.schoolId} and p.id = (
      select p.id from files.preview p where ${free}
        and exists (select from files.file f where f.school_id = p.school_id and f.hash = p.of_hash and f.state = 'ready')
      order by p.asked_at, p.id limit 1 for update skip locked)
    returning p.id, p.of_hash as "ofHash", p.of_type as "ofType"`.execute(db);
  return rows[0] ?? null;
}
