import { sql } from 'kysely';
import type { Answer } from '#kernel/contract/contract.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { namesOf } from '#modules/people/public.ts';
import { readablePupils } from '../access.ts';
import { visibleAt, workOf } from '../sql.ts';
import { targetLabels } from '../target-labels.ts';
import type { workChoicesContract } from './contract.ts';

interface Row {
  targetIds: string[];
  pupilIds: string[];
}

/**
 * What the list of work can be narrowed to: courses and classes of which something stands in it, by name, and the children, for those who have more than
 * one. One statement beside names that are mostly known already; for guardians one more for the setting, and one for the children's names.
 */
export async function workChoices(ctx: Ctx): Promise<Answer<typeof workChoicesContract>> {
  return ctx.read(async (db) => {
    const pupils = await readablePupils(db, ctx);
    const { rows } = await sql<Row>`select array(select p.pupil_id from (${pupils}) p order by 1) as "pupilIds",
        array(select distinct coalesce(a.course_id, a.group_id) from (${workOf(db.schoolId, pupils, dayOf(ctx.now()))}) w
          join assignments.assignment a on a.school_id = ${db.schoolId} and a.id = w.assignment_id and ${visibleAt(ctx.now())}) as "targetIds"`.execute(
      db,
    );
    const { targetIds, pupilIds } = rows[0] ?? { targetIds: [], pupilIds: [] };
    const children = [...new Set(pupilIds)].filter((id) => id !== ctx.caller.personId);
    const [labels, names] = await Promise.all([
      targetLabels(db, targetIds),
      children.length > 1 ? namesOf(db, children) : new Map<string, { name: string }>(),
    ]);
    const order = new Intl.Collator(ctx.language, { numeric: true });
    const named = (entries: Iterable<readonly [string, { name: string }]>) =>
      [...entries].map(([id, { name }]) => ({ id, name })).toSorted((one, other) => order.compare(one.name, other.name));
    return { targets: named(labels), children: named(names) };
  });
}
