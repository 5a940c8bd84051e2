import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import { jobType } from '#kernel/jobs/job.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { folded, wordsOf } from './fold.ts';
import { isReadable, readText } from './read.ts';

/** As many as are looked into of what came before text was read, in one night. */
const batch = 2_000;

/** Reads the text of content, once, so that it can be found by it. */
export const wordsJob = jobType({
  name: 'files.read_words',
  runner: 'patient',
  limitSeconds: 120,
  attempts: 3,
  run: async (ctx: SchoolCtx, { hash }: { hash: string }, signal: AbortSignal) => {
    const content = await ctx.read((db) => unread(db, hash));
    if (content === null) return;
    const text = await readText(ctx, content, signal);
    if (text === null) return;
    await ctx.write((db) =>
      sql`insert into files.words (school_id, id, of_hash, text, folded, words)
        select ${db.schoolId}::uuid, ${newId()}::uuid, ${hash}, ${text}, ${folded(text)}, ${wordsOf(text)
          .map((word) => ` ${word}`)
          .join('')}
        where exists (select from files.file f where f.school_id = ${db.schoolId} and f.hash = ${hash} and f.state = 'ready')
        on conflict (school_id, of_hash) do nothing`.execute(db),
    );
  },
});

/** Asks for the text of content to be read where that is possible; of an office file when there is a PDF of it. */
export async function askForWords(db: Db, { hash, type }: { hash: string; type: string }): Promise<void> {
  if (isReadable(type)) await db.enqueue(wordsJob, { hash }, { key: hash });
}

/** Asks for the text of everything that has come without being asked for it: from archives, by the program itself, or before there was such a job. */
export async function askForUnread(db: Db): Promise<void> {
  const { rows } = await sql<{ hash: string; type: string }>`select distinct on (f.hash) f.hash, f.type from files.file f
    where f.school_id = ${db.schoolId} and f.state = 'ready' and (f.type like 'text/%' or f.type in ('application/pdf', 'application/json', 'application/xml'))
      and not exists (select from files.words w where w.school_id = f.school_id and w.of_hash = f.hash) order by f.hash limit ${batch}`.execute(
    db,
  );
  for (const content of rows) await askForWords(db, content);
}

async function unread(db: Db, hash: string): Promise<{ hash: string; type: string; sizeBytes: number } | null> {
  const { rows } = await sql<{
    hash: string;
    type: string;
    sizeBytes: number;
  }>`select f.hash, f.type, f.size_bytes as "sizeBytes" from files.file f
    where f.school_id = ${db.schoolId} and f.hash = ${hash} and f.state = 'ready'
      and not exists (select from files.words w where w.school_id = f.school_id and w.of_hash = f.hash) order by f.id limit 1`.execute(db);
  return rows[0] ?? null;
}
