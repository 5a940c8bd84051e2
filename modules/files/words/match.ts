import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { wordsOf } from './fold.ts';

/** Signs shown before and after what was found. */
const [before, after] = [50, 130];

/**
 * Whether all these words begin words in the text of entry `e`, a file that is not locked. Asked of the entries the caller may see, one by one: behind the wall
 * a text index would not be used, and a few kilobytes of words per file are looked through fast.
 */
export function holdsWords(db: Db, words: string): RawBuilder<boolean> {
  const wanted = wordsOf(words);
  if (wanted.length === 0) return sql<boolean>`false`;
  const all = sql.join(
    wanted.map((word) => sql`strpos(w.words, ${` ${word}`}) > 0`),
    sql` and `,
  );
  return sql<boolean>`exists (select from files.file f join files.words w on w.school_id = ${db.schoolId} and w.of_hash = f.hash
    where f.school_id = ${db.schoolId} and f.id = e.file_id and f.state = 'ready' and ${all})`;
}

/** What stands around the first of these words in files the caller may see: file id → some words; nothing for those whose name alone was found. One statement. */
export async function excerptsOf(db: Db, fileIds: readonly string[], words: string): Promise<Map<string, string>> {
  const needles = wordsOf(words).flatMap((word) => [word, word.replaceAll('ss', 'ß')]);
  const { rows } = await sql<{
    id: string;
    excerpt: string;
    atStart: boolean;
    atEnd: boolean;
  }>`select f.id, hit.place <= ${before + 1} as "atStart",
      substr(w.text, greatest(1, hit.place - ${before}), ${before + after}) as excerpt, hit.place + ${after} > length(w.text) as "atEnd"
    from files.file f join files.words w on w.school_id = f.school_id and w.of_hash = f.hash
    cross join lateral (select coalesce(min(nullif(strpos(' ' || w.folded, ' ' || n), 0)), min(nullif(strpos(w.folded, n), 0))) as place from unnest(${needles}::text[]) n) hit
    where f.school_id = ${db.schoolId} and f.id = any(${[...fileIds]}) and f.state = 'ready' and hit.place is not null`.execute(db);
  return new Map(
    rows.map(({ id, excerpt, atStart, atEnd }) => [id, `${atStart ? '' : '… '}${tidied(excerpt, atStart, atEnd)}${atEnd ? '' : ' …'}`]),
  );
}

/** Without the halves of words at its ends. */
function tidied(excerpt: string, atStart: boolean, atEnd: boolean): string {
  const begun = atStart ? excerpt : excerpt.replace(/^\S* /, '');
  return (atEnd ? begun : begun.replace(/ \S*$/, '')).trim();
}
