import { sql } from 'kysely';
import type { Body } from '#kernel/contract/contract.ts';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import type { requestRecoveryContract } from './contract.ts';
import { sendRecoveryMail } from './jobs.ts';

/**
 * Asks for a link by mail. Only a job looks whether the address is known, so this answers the same in the same time for any address.
 * Jobs run in a school: the page's or any will do, because no school's data is touched.
 */
export async function requestRecovery(ctx: PlatformCtx, body: Body<typeof requestRecoveryContract>): Promise<Record<string, never>> {
  const schoolId = (await ctx.schoolBySlug(body.school ?? ''))?.id ?? (await anySchool(ctx));
  if (schoolId !== undefined) {
    await ctx.inSchool(schoolId, (db) => db.enqueue(sendRecoveryMail, { email: body.email.trim(), language: ctx.language }));
  }
  return {};
}

async function anySchool(ctx: PlatformCtx): Promise<string | undefined> {
  const { rows } = await ctx.read((db) => sql<{ id: string }>`select s.id from kernel.pub_school s order by s.id limit 1`.execute(db));
  return rows[0]?.id;
}
