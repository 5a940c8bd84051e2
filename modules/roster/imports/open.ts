import { sql } from 'kysely';
import type { Answer } from '#kernel/contract/contract.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { openContract } from '../contract.ts';

/** Opens an import: files can come in. Nothing of the school changes before it is applied. */
export async function openImport(ctx: Ctx): Promise<Answer<typeof openContract>> {
  const id = newId();
  await ctx.write((db) =>
    sql`insert into roster.import (school_id, id, state, made_by, made_at, touched_at)
      values (${db.schoolId}, ${id}, 'open', ${ctx.caller.personId}, ${ctx.now()}, ${ctx.now()})`.execute(db),
  );
  return { importId: id };
}
