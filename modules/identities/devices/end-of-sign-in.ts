import { sql } from 'kysely';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import { lessonEnds } from './lesson-ends.ts';
import type { DeviceKind } from './open-device.ts';
import { sharedEnd } from './shared-end.ts';

/**
 * When a sign-in that begins now ends by itself; null: it lasts. On a shared device with the lesson of the school one signs in at; where that
 * is not known (by e-mail address, by passkey) with the first that ends at any of one's schools. Never inside a transaction: it opens one in each
 * school. A timetable takes the place of `ctx.setting` here.
 *
 * @param schoolId  the school of the name, code or card shown; null when it said none
 */
export async function endOfSignIn(
  ctx: PlatformCtx,
  who: { identityId: string; schoolId: string | null; kind: DeviceKind },
): Promise<Date | null> {
  if (who.kind === 'lasting') return null;
  const slugs = await ctx.read(async (db) => {
    const { rows } = await sql<{ slug: string }>`select s.slug from identities.attachment a join kernel.pub_school s on s.id = a.school_id
      where a.identity_id = ${who.identityId} and (${who.schoolId}::uuid is null or a.school_id = ${who.schoolId}::uuid)`.execute(db);
    return rows.map(({ slug }) => slug);
  });
  let end = sharedEnd(ctx.now(), []);
  for (const slug of slugs) {
    const school = await ctx.schoolBySlug(slug);
    if (school === null) continue;
    const there = sharedEnd(ctx.now(), await ctx.inSchool(school.id, (db) => ctx.setting(db, school, lessonEnds)));
    if (there < end) end = there;
  }
  return end;
}
