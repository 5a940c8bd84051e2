import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import { newId } from '#kernel/ids/id.ts';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import { refusals } from '../refusals.ts';
import { macOf, openState, sealState } from '../sealing.ts';
import { begin, end } from '../sign-in/begun.ts';
import { enter } from '../sign-in/enter.ts';
import { provesPassword, requireRoomForSteps, startLogin, stretching } from '../sign-in/opaque.ts';
import { type Card, findCard } from './cards.ts';
import type { cardFinishContract, cardStartContract } from './contract.ts';

/** Whether cards open anything for this person today; asked outside any transaction. */
export type CardRule = (card: Pick<Card, 'schoolId' | 'personId'>) => Promise<boolean>;

/** Children find their pictures slowly; an old tablet needs some seconds for the memory-hard hash. */
const stateSeconds = 180;

interface CardState {
  begunId: string;
  /** 0: there is no such card; the end fails as with wrong pictures. The ids then name nobody: a shorter state would tell. */
  known: 0 | 1;
  cardId: string;
  identityId: string;
  schoolId: string;
  serverLoginState: string;
}

/**
 * The card with this finder, if it may be used; null for unknown cards as for those whose class may not use any.
 */
export async function usableCard(ctx: PlatformCtx, finder: string, rule: CardRule): Promise<Card | null> {
  const card = await ctx.read((db) => findCard(ctx, db, finder));
  return card !== null && (await rule(card)) ? card : null;
}

/**
 * Begins a sign-in by card. Known, unknown, withdrawn and forbidden cards get the same kind of answer and the same throttle.
 *
 * @throws `identities.wait` (429) with `retryAfterSeconds`
 */
export async function startCard(
  ctx: PlatformCtx,
  body: Body<typeof cardStartContract>,
  rule: CardRule,
): Promise<Answer<typeof cardStartContract>> {
  const card = await usableCard(ctx, body.finder, rule);
  // counted by what was shown: whether there is such a card makes no difference to the counting
  const subject = macOf(ctx, 'card-finder', body.finder);
  requireRoomForSteps(card?.id ?? subject);
  const begunId = await ctx.write((db) => begin(db, { kind: 'card', subject, now: ctx.now() }));
  const { serverLoginState, loginResponse } = await startLogin(ctx, card?.id ?? subject, card?.record ?? null, body.startLoginRequest);
  const known = card?.record ? card : null;
  const state: CardState = {
    begunId,
    known: known === null ? 0 : 1,
    cardId: known?.id ?? newId(),
    identityId: known?.identityId ?? newId(),
    schoolId: known?.schoolId ?? newId(),
    serverLoginState,
  };
  return { loginResponse, sealed: sealState(ctx, 'card', state, stateSeconds), stretching };
}

/**
 * Ends a sign-in by card: the session begins. A card withdrawn since the start opens nothing.
 *
 * @throws `identities.took_too_long` (410) · `identities.card_wrong` (422) · `identities.suspended` (403)
 */
export async function finishCard(ctx: PlatformCtx, body: Body<typeof cardFinishContract>): Promise<Answer<typeof cardFinishContract>> {
  const state = openState<CardState>(ctx, 'card', body.sealed);
  if (state === null) throw refusals.tookTooLong();
  const { cardId, identityId } = state;
  if (!(await provesPassword(state.serverLoginState, body.finishLoginRequest)) || state.known === 0) throw refusals.cardWrong();
  return enter(ctx, {
    identityId,
    schoolId: state.schoolId,
    kind: body.deviceKind,
    strong: false,
    before: async (db) => {
      await end(db, state.begunId);
      const { rows } = await sql`select from identities.card where id = ${cardId} and opaque_record is not null`.execute(db);
      if (rows.length === 0) throw refusals.cardWrong();
    },
  });
}
