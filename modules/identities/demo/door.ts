import { sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import type { PlatformDb } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import { openDevice } from '../devices/open-device.ts';
import { schoolsOf } from '../devices/schools-of.ts';
import type { doorContract, findSchoolsContract } from '../sign-in/contract.ts';

interface DemoDoor {
  role: string;
  identityId: string;
  schoolSlug: string;
  schoolName: string;
}

/** What the sign-in page shows. A slug of no school answers as no slug does. */
export async function readDoor(ctx: PlatformCtx, query: Query<typeof doorContract>): Promise<Answer<typeof doorContract>> {
  const { identity } = ctx;
  const school = query.school === undefined ? null : await ctx.schoolBySlug(query.school);
  return ctx.read(async (db) => ({
    school: school === null ? null : { slug: school.slug, name: school.name, accent: school.accent },
    signedIn: identity === null ? [] : await schoolsOf(db, identity.identityId),
    demo: await demoDoors(ctx, db),
  }));
}

/** Schools by a part of their name, at most eight; what begins with the words comes first. */
export async function findSchools(ctx: PlatformCtx, query: Query<typeof findSchoolsContract>): Promise<Answer<typeof findSchoolsContract>> {
  const words = query.q.trim().replaceAll(/[\\%_]/g, '\\$&');
  const { rows } = await ctx.read((db) =>
    sql<{
      slug: string;
      name: string;
    }>`select s.slug, s.name from kernel.pub_school s where s.name ilike ${`%${words}%`} or s.slug ilike ${`${words}%`}
      order by s.name ilike ${`${words}%`} desc, s.name, s.slug limit 8`.execute(db),
  );
  return { schools: rows };
}

/**
 * Enters a demo as one of its roles, on a shared device, long enough to look around.
 *
 * @throws not found (404) when this database is no demo, the caller is not on this machine, or there is no such role: we do not tell which
 */
export async function enterDemo(ctx: PlatformCtx, role: string): Promise<{ schoolSlug: string }> {
  const { door, session } = await ctx.write(async (db) => {
    const door = (await demoDoors(ctx, db)).find((candidate) => candidate.role === role) ?? notFound('demo door');
    const { identityId } = door;
    return {
      door,
      session: await openDevice(db, {
        identityId,
        endsAt: demoEnd(ctx.now()),
        strong: true,
        userAgent: ctx.request.userAgent,
        now: ctx.now(),
      }),
    };
  });
  ctx.session.start(session);
  return { schoolSlug: door.schoolSlug };
}

/** Eight hours: who looks around is not sent out with the lessons of a made-up school. */
function demoEnd(now: Date): Date {
  return new Date(now.getTime() + 8 * 3_600_000);
}

/** The doors of a demo, in the order in which they were seeded; none in an installation that is no demo, and none for strangers. */
async function demoDoors(ctx: PlatformCtx, db: PlatformDb): Promise<DemoDoor[]> {
  if (!isLoopback(ctx.request.address) && process.env['SCHULHOF_DEMO'] !== 'public') return [];
  const { rows } = await sql<DemoDoor>`select d.role, d.identity_id as "identityId", d.school_slug as "schoolSlug", s.name as "schoolName"
    from kernel.pub_demo_door d join kernel.pub_school s on s.slug = d.school_slug order by d.at`.execute(db);
  return rows;
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}
