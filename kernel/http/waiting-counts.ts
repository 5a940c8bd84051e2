import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { Platform } from './platform.ts';

/** What waits at each entry of the menu, for pages that are opened without going through Heute; the same numbers as there. */
export async function waitingCounts(platform: Platform, ctx: Ctx, db: Db): Promise<Record<string, number>> {
  const now = ctx.now();
  const counts: Record<string, number> = {};
  for (const module of platform.modules) {
    if (module.today === undefined || ctx.school.modulesOff.has(module.id)) continue;
    const part = await module.today(ctx, db, { from: now, to: now });
    for (const [page, count] of Object.entries(part.counts ?? {})) counts[page] = (counts[page] ?? 0) + count;
  }
  return counts;
}
