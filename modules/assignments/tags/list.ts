import { sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import { paged } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { tagsContract } from './contract.ts';

interface Row {
  word: string;
  uses: number;
}

/** The caller's own words for work that is there, in alphabetical order. One statement. */
export async function listTags(ctx: Ctx, query: Query<typeof tagsContract>): Promise<Answer<typeof tagsContract>> {
  return ctx.read(async (db) => {
    const words = sql<Row>`(select t.word, count(*)::int as uses from assignments.tag t
      join assignments.assignment a on a.school_id = t.school_id and a.id = t.assignment_id and a.deleted_at is null
      where t.school_id = ${db.schoolId} and t.person_id = ${ctx.caller.personId} group by t.word)`;
    return paged(db.selectFrom(words.as('w')).selectAll(), [{ column: 'w.word', type: 'text', of: ({ word }) => word }], query);
  });
}
