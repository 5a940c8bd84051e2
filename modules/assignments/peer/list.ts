import { sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import { paged } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { requireTaught } from '../access.ts';
import type { Chosen } from '../rubrics/contract.ts';
import type { reviewsContract } from './contract.ts';

interface Row {
  id: string;
  reviewer_id: string;
  reviewer: string;
  author_id: string;
  author: string;
  sort_name: string;
  begun: boolean;
  handed_in_at: Date | null;
  text: string;
  rubric: Chosen | null;
}

/**
 * Who reviews whom, by the author's family name, with what was handed in; what is being written is the reviewer's own. Two statements.
 *
 * @throws not found (404) when the caller does not teach there
 */
export async function listReviews(
  ctx: Ctx,
  assignmentId: string,
  query: Query<typeof reviewsContract>,
): Promise<Answer<typeof reviewsContract>> {
  return ctx.read(async (db) => {
    await requireTaught(db, ctx, assignmentId);
    const rows = sql<Row>`(select v.id, v.reviewer_id, r.name as reviewer, v.author_id, b.name as author, b.sort_name, v.revision > 0 as begun, v.handed_in_at,
        case when v.handed_in_at is null then '' else v.text end as text, case when v.handed_in_at is not null then v.rubric end as rubric
      from assignments.review v
      join people.pub_person r on r.school_id = v.school_id and r.id = v.reviewer_id
      join people.pub_person b on b.school_id = v.school_id and b.id = v.author_id
      where v.school_id = ${db.schoolId} and v.assignment_id = ${assignmentId})`;
    const page = await paged(
      db.selectFrom(rows.as('w')).selectAll(),
      [
        { column: 'w.sort_name', type: 'text', of: (row) => row.sort_name },
        { column: 'w.id', type: 'uuid', of: (row) => row.id },
      ],
      query,
    );
    const items = page.items.map(({ id, begun, text, rubric, ...row }) => ({
      id,
      reviewer: { id: row.reviewer_id, name: row.reviewer },
      author: { id: row.author_id, name: row.author },
      begun,
      handedInAt: row.handed_in_at?.toISOString() ?? null,
      text,
      rubric,
    }));
    return { next: page.next, items };
  });
}
