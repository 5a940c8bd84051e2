import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import type { openCodeContract } from './contract.ts';
import { findOpener } from './find.ts';
import { maySetPasswordFrom } from './may-set-password.ts';

/**
 * What a code opens, so that its holder sees that the letter is theirs before they set a password. Changes nothing.
 *
 * @throws `identities.code_invalid` (422)
 */
export async function openCode(ctx: PlatformCtx, body: Body<typeof openCodeContract>): Promise<Answer<typeof openCodeContract>> {
  return ctx.read(async (db) => {
    const opener = await findOpener(ctx, db, body.code);
    const { rows } = await sql<{ slug: string | null; schoolName: string | null; handle: string | null; hasPassword: boolean }>`
      select s.slug, s.name as "schoolName", i.opaque_record is not null as "hasPassword",
        (select h.handle::text from identities.handle h where h.identity_id = i.id order by h.realm = ${opener.schoolId}::uuid desc nulls last limit 1) as handle
      from identities.identity i left join kernel.pub_school s on s.id = ${opener.schoolId}::uuid
      where i.id = ${opener.identityId}`.execute(db);
    const { slug = null, schoolName = null, handle = null, hasPassword = false } = rows[0] ?? {};
    const from = await maySetPasswordFrom(ctx, db, [opener]);
    const may = from !== null && from <= ctx.now();
    const signedIn = ctx.identity === null ? 'no' : ctx.identity.identityId === opener.identityId ? 'same' : 'other';
    return {
      school: slug === null || schoolName === null ? null : { slug, name: schoolName },
      name: opener.name,
      handle,
      hasPassword,
      opens: may ? 'password' : 'owner_first',
      opensAt: may || from === null ? null : from.toISOString(),
      signedIn,
    };
  });
}
