import type { SchoolCtx } from '#kernel/module/ctx.ts';
import type { ZoneDbs } from '#kernel/privacy/engine.ts';

/**
 * A transaction in each zone at once, for what concerns a whole person. That of administration lies inside that of teaching: when either
 * fails, both are rolled back; only a crash between the two commits leaves the person without their part in administration, and the
 * work can be run again.
 */
export async function inBothZones<R>(ctx: SchoolCtx, kind: 'read' | 'write', work: (zones: ZoneDbs) => Promise<R>): Promise<R> {
  return ctx[kind]((teaching) => ctx.inZone('administration')[kind]((administration) => work({ teaching, administration })));
}
