import { sql } from 'kysely';
import type { Answer } from '#kernel/contract/contract.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { requireTaught } from '../access.ts';
import { similarHint } from '../settings.ts';
import { withPictures } from '../typed-pictures/contract.ts';
import { mostPairs, type similarContract } from './contract.ts';
import { similarTexts } from './minhash.ts';

/** From this share on two texts are shown as alike. */
const atLeast = 0.5;

/**
 * Hand-ins of one piece of work that resemble each other: a hint to look, for those who answer them, on this work's own texts alone and made anew each
 * time. Nothing of it is kept. Members of a team hand in the same and are no hint. Two statements and the setting.
 *
 * @throws not found (404) when the caller does not teach there
 */
export async function similarHandIns(ctx: Ctx, assignmentId: string): Promise<Answer<typeof similarContract>> {
  const read = await ctx.read(async (db) => {
    const { body } = await requireTaught(db, ctx, assignmentId);
    if (!(await ctx.setting(db, similarHint))) return null;
    const { rows } = await sql<{
      pupilId: string;
      teamId: string | null;
      text: string;
    }>`select h.pupil_id as "pupilId", h.team_id as "teamId", h.text
      from assignments.hand_in h where h.school_id = ${db.schoolId} and h.assignment_id = ${assignmentId} and h.current and length(h.text) >= 150
      order by h.pupil_id`.execute(db);
    return { body, rows };
  });
  if (read === null) return { pairs: [] };
  const once = read.rows.filter(({ teamId }, place) => teamId === null || read.rows.findIndex((row) => row.teamId === teamId) === place);
  const texts = once.map(({ pupilId, text }) => ({ key: pupilId, text: withPictures(text, ({ alt }) => ` ${alt} `) }));
  const found = similarTexts(texts, read.body.replaceAll(/<[^>]*>/g, ' '), atLeast).slice(0, mostPairs);
  return { pairs: found.map(({ one, other, share }) => ({ pupilIds: [one, other], percent: Math.round(share * 100) })) };
}
