import { sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import { paged } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { rubricListContract } from './contract.ts';
import { type Criterion, pointsOf } from './contract.ts';

interface Row {
  id: string;
  title: string;
  sort_title: string;
  criteria: Criterion[];
  shared: boolean;
  own: boolean;
  made_by: string | null;
}

/** The caller's own rubrics and those colleagues share, by title. One statement. */
export async function listRubrics(ctx: Ctx, query: Query<typeof rubricListContract>): Promise<Answer<typeof rubricListContract>> {
  const { personId } = ctx.caller;
  return ctx.read(async (db) => {
    const rubrics = sql<Row>`(select b.id, b.title, lower(b.title) as sort_title, b.criteria, b.shared, b.made_by is not distinct from ${personId}::uuid as own, p.name as made_by
      from assignments.rubric b left join people.pub_person p on p.school_id = b.school_id and p.id = b.made_by
      where b.school_id = ${db.schoolId} and (b.shared or b.made_by = ${personId}))`;
    const page = await paged(
      db.selectFrom(rubrics.as('w')).selectAll(),
      [
        { column: 'w.sort_title', type: 'text', of: (row) => row.sort_title },
        { column: 'w.id', type: 'uuid', of: (row) => row.id },
      ],
      query,
    );
    return {
      next: page.next,
      items: page.items.map(({ id, title, criteria, shared, own, made_by }) => ({
        id,
        title,
        criteria: criteria.length,
        points: pointsOf(criteria, []).most,
        shared,
        own,
        madeBy: own ? null : made_by,
      })),
    };
  });
}
