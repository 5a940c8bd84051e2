import type { FastifyReply, FastifyRequest } from 'fastify';
import { Compile } from 'typebox/compile';
import { closed } from '#kernel/contract/closed.ts';
import { T } from '#kernel/contract/t.ts';
import { Id } from '#kernel/contract/types.ts';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import { isId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { type PrintDocument, printPdf } from '#kernel/print/print.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { createIdentities, issueCards } from '#modules/identities/public.ts';
import { cardPupils, requireCardClass, requireCardPupils } from '../access.ts';
import { refusals } from '../refusals.ts';
import { cardSheet, cardsOnASheet, type PrintedCard } from './card-page.ts';
import { isAllowed } from './classes.ts';

/** Time to hand the cards out and choose pictures together. */
const chooseDays = 21;

const wishes = Compile(closed(T.Object({ personIds: T.Optional(T.Array(Id, { minItems: 1, maxItems: 60 })) })));

/**
 * Cards of a class (or of some of its pupils) as one PDF, eight on a sheet. Each print makes new codes; earlier cards of these pupils end.
 * Stored first, printed after the commit.
 *
 * @throws as `requireCardClass` · `ways_in.cards_off` (409) · `ways_in.nobody_to_print` (422) when nobody may have a card · `kernel.bad_request` (400) · `kernel.busy` (503)
 */
export async function printCards(ctx: Ctx, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const wish = request.body ?? {};
  const { groupId } = request.params as { groupId: string }; // the route's own parameter
  if (!wishes.Check(wish) || !isId(groupId)) throw kernelRefusals.badRequest({ place: 'body' });
  const pdf = await printPdf(() => prepare(ctx, groupId, wish.personIds), ctx.caller.personId);
  return reply
    .header('content-type', 'application/pdf')
    .header('content-disposition', `attachment; filename="bildkarten-${dayOf(ctx.now())}.pdf"`)
    .header('cache-control', 'no-store')
    .send(pdf);
}

/** New cards end earlier ones: none is made before it can be printed. */
async function prepare(ctx: Ctx, groupId: string, personIds: readonly string[] | undefined): Promise<PrintDocument> {
  const cards = await ctx.write(async (db): Promise<PrintedCard[]> => {
    const { name: className } = await requireCardClass(ctx, db, groupId);
    if (!(await isAllowed(db, groupId))) throw refusals.cardsOff();
    const pupils = personIds === undefined ? await cardPupils(ctx, db, groupId) : await requireCardPupils(ctx, db, groupId, personIds);
    const sign = pupils.map(({ personId, firstName: first, lastName: last, language }) => ({ personId, first, last, language }));
    await createIdentities(db, sign, ctx.now());
    const codes = await issueCards(
      ctx,
      db,
      pupils.map(({ personId }) => personId),
      chooseDays,
    );
    if (codes.size === 0) throw refusals.nobodyToPrint();
    await db.audit({ act: 'ways_in.cards_printed', subject: { type: 'group', id: groupId }, data: { name: className, count: codes.size } });
    const address = `${ctx.services.origin}/karte`;
    return pupils.flatMap(({ personId, name }) => {
      const code = codes.get(personId);
      if (code === undefined) return [];
      const typeAt = ctx.say(ctx.language, 'ways-in:card.type_at', { address: address.replace(/^https?:\/\//, '') });
      return [{ schoolName: ctx.school.name, name, className, link: `${address}#${code}`, code, typeAt }];
    });
  });
  const pages = Array.from({ length: Math.ceil(cards.length / cardsOnASheet) }, (_, sheet) =>
    cardSheet(cards.slice(sheet * cardsOnASheet, (sheet + 1) * cardsOnASheet)),
  );
  return { title: ctx.say(ctx.language, 'ways-in:card.title'), language: ctx.language, pages };
}
