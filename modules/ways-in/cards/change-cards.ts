import type { Ctx } from '#kernel/module/ctx.ts';
import { dropCards, resetPictures } from '#modules/identities/public.ts';
import { requireCardClass, requireCardPupils } from '../access.ts';

/** Ends lost cards at once. Repeatable. @throws as `requireCardClass` · not found (404) for whom is no pupil of the class */
export async function withdrawCards(ctx: Ctx, groupId: string, personIds: readonly string[]): Promise<{ withdrawn: number }> {
  return ctx.write(async (db) => {
    const { name } = await requireCardClass(ctx, db, groupId);
    const pupils = await requireCardPupils(ctx, db, groupId, personIds);
    const withdrawn = await dropCards(
      db,
      pupils.map(({ personId }) => personId),
      ctx.now(),
    );
    await db.audit({ act: 'ways_in.cards_withdrawn', subject: { type: 'group', id: groupId }, data: { name, count: withdrawn } });
    return { withdrawn };
  });
}

/** Pictures forgotten, or seen by others: chosen anew with the same card. @throws as `withdrawCards` */
export async function choosePictures(ctx: Ctx, groupId: string, personIds: readonly string[]): Promise<{ reset: number }> {
  return ctx.write(async (db) => {
    const { name } = await requireCardClass(ctx, db, groupId);
    const pupils = await requireCardPupils(ctx, db, groupId, personIds);
    const reset = await resetPictures(
      ctx,
      db,
      pupils.map(({ personId }) => personId),
    );
    await db.audit({ act: 'ways_in.pictures_reset', subject: { type: 'group', id: groupId }, data: { name, count: reset } });
    return { reset };
  });
}
