import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import { refusals } from '../refusals.ts';
import { openState, sealState } from '../sealing.ts';
import { enter } from '../sign-in/enter.ts';
import { checkRecord, registrationResponse, stretching } from '../sign-in/opaque.ts';
import { type Card, codeHashOf } from './cards.ts';
import { finderOf } from './code-format.ts';
import type { chooseFinishContract, chooseStartContract, openCardContract } from './contract.ts';
import { type CardRule, usableCard } from './sign-in.ts';

const stateSeconds = 300;

interface ChooseState {
  cardId: string;
  identityId: string;
  schoolId: string;
}

/** What comes next with a card. Only a card that exists and has no pictures yet is told apart: its finder cannot be guessed. */
export async function openCard(
  ctx: PlatformCtx,
  body: Body<typeof openCardContract>,
  rule: CardRule,
): Promise<Answer<typeof openCardContract>> {
  const card = await usableCard(ctx, body.finder, rule);
  return { next: card !== null && mayChoose(card, ctx.now()) ? 'choose' : 'show' };
}

/**
 * Begins the choosing of pictures, with the whole code as proof that the card is there.
 *
 * @throws `identities.card_wrong` (422), the same for unknown, withdrawn and forbidden cards, and for those with pictures
 */
export async function startChoosing(
  ctx: PlatformCtx,
  body: Body<typeof chooseStartContract>,
  rule: CardRule,
): Promise<Answer<typeof chooseStartContract>> {
  const card = await usableCard(ctx, finderOf(body.code), rule);
  if (card === null || !mayChoose(card, ctx.now()) || card.codeHash !== codeHashOf(ctx, body.code)) throw refusals.cardWrong();
  const state: ChooseState = { cardId: card.id, identityId: card.identityId, schoolId: card.schoolId };
  return {
    registrationResponse: await registrationResponse(ctx, card.id, body.registrationRequest),
    sealed: sealState(ctx, 'card-choose', state, stateSeconds),
    stretching,
  };
}

/**
 * Keeps the record made of code and pictures, once, and signs in.
 *
 * @throws `identities.took_too_long` (410) · `identities.card_wrong` (422) when withdrawn or chosen meanwhile · `identities.suspended` (403)
 */
export async function finishChoosing(
  ctx: PlatformCtx,
  body: Body<typeof chooseFinishContract>,
): Promise<Answer<typeof chooseFinishContract>> {
  const state = openState<ChooseState>(ctx, 'card-choose', body.sealed);
  if (state === null) throw refusals.tookTooLong();
  const record = checkRecord(body.registrationRecord);
  return enter(ctx, {
    identityId: state.identityId,
    schoolId: state.schoolId,
    kind: body.deviceKind,
    strong: false,
    before: async (db) => {
      const { numAffectedRows } = await sql`update identities.card set opaque_record = ${record}, stretching = ${stretching}
        where id = ${state.cardId} and opaque_record is null and choose_until > ${ctx.now()}`.execute(db);
      if (numAffectedRows !== 1n) throw refusals.cardWrong();
    },
  });
}

function mayChoose(card: Card, now: Date): boolean {
  return card.record === null && card.chooseUntil > now;
}
