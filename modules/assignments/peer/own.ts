import { sql } from 'kysely';
import type { Answer } from '#kernel/contract/contract.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { requireReceived } from '../access.ts';
import type { Criterion } from '../rubrics/contract.ts';
import type { OwnReviews, ownReviewsContract } from './contract.ts';

interface Row {
  asked: OwnReviews['asked'] | null;
  received: OwnReviews['received'] | null;
  criteria: Criterion[] | null;
}

/**
 * What the caller is asked to review, and the handed-in reviews of their work (or of their team's, whoever of it they are about) once they may read them.
 * Names of the other side only where they are not hidden; the order is by random ids. Two statements.
 *
 * @throws not found (404) when the work is not for the caller
 */
export async function ownReviews(ctx: Ctx, assignmentId: string): Promise<Answer<typeof ownReviewsContract>> {
  const { personId } = ctx.caller;
  return ctx.read(async (db) => {
    await requireReceived(db, ctx, assignmentId);
    const { rows } = await sql<Row>`select
        (select json_agg(json_build_object('id', v.id, 'author', case when not p.anonymous then b.name end, 'begun', v.revision > 0, 'handedIn', v.handed_in_at is not null,
            'dueAt', to_char(p.due_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) order by v.id)
          from assignments.review v left join people.pub_person b on b.school_id = v.school_id and b.id = v.author_id
          where v.school_id = p.school_id and v.assignment_id = p.assignment_id and v.reviewer_id = ${personId}) as asked,
        (select json_agg(json_build_object('reviewer', case when not p.anonymous then b.name end, 'text', v.text, 'rubric', case when p.with_rubric then v.rubric end) order by v.id)
          from assignments.review v left join people.pub_person b on b.school_id = v.school_id and b.id = v.reviewer_id
          where v.school_id = p.school_id and v.assignment_id = p.assignment_id and v.handed_in_at is not null and v.reviewer_id <> ${personId}
            and (v.author_id = ${personId} or v.author_id in (select o.pupil_id from assignments.hand_in h
              join assignments.hand_in o on o.school_id = h.school_id and o.assignment_id = h.assignment_id and o.team_id = h.team_id and o.handed_in_at = h.handed_in_at and o.current
              where h.school_id = p.school_id and h.assignment_id = p.assignment_id and h.pupil_id = ${personId} and h.current))
            and (p.at_once or p.released_at is not null)) as received,
        case when p.with_rubric then w.criteria end as criteria
      from assignments.peer_plan p left join assignments.work_rubric w on w.school_id = p.school_id and w.assignment_id = p.assignment_id
      where p.school_id = ${db.schoolId} and p.assignment_id = ${assignmentId}`.execute(db);
    const { asked, received, criteria } = rows[0] ?? { asked: null, received: null, criteria: null };
    return { asked: asked ?? [], received: received ?? [], criteria };
  });
}
