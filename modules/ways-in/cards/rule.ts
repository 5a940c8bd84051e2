import { sql } from 'kysely';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import type { CardRule } from '#modules/identities/public.ts';
import { isCardPupil, sitsIn } from '../access.ts';

/** A card opens while its holder is a pupil of a class that may use cards: asked at every sign-in, so that a change of class counts at once. */
export function cardRule(ctx: PlatformCtx): CardRule {
  return ({ schoolId, personId }) =>
    ctx.inSchool(schoolId, async (db) => {
      const day = dayOf(ctx.now());
      const { rows } = await sql`select from people.pub_person p
        join groups.pub_member m on m.school_id = p.school_id and m.person_id = p.id and ${sitsIn(day)}
        join groups.pub_group g on g.school_id = m.school_id and g.id = m.group_id and g.kind = 'class' and (g.ended_on is null or g.ended_on >= ${day}::date)
        join ways_in.card_class c on c.school_id = g.school_id and c.group_id = g.id
        where p.school_id = ${schoolId} and p.id = ${personId} and ${isCardPupil(day)} limit 1`.execute(db);
      return rows.length > 0;
    });
}
