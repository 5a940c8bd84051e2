import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';

/** Does several use cases in one transaction: all of it happens, or nothing. Each of them opens none of its own. */
export async function inOne<R>(ctx: Ctx, work: (ctx: Ctx, db: Db) => Promise<R>): Promise<R> {
  return ctx.write((db) => work({ ...ctx, read: (inner) => inner(db), write: (inner) => inner(db) }, db));
}
