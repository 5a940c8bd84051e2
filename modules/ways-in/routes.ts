import { platformRoute, type RawRoute, type Route, route } from '#kernel/module/manifest.ts';
import {
  cardFinishContract,
  cardStartContract,
  chooseFinishContract,
  chooseStartContract,
  finishCard,
  finishChoosing,
  openCard,
  openCardContract,
  outsideConfirmContract,
  outsideMatchContract,
  startCard,
  startChoosing,
} from '#modules/identities/public.ts';
import { choosePictures, withdrawCards } from './cards/change-cards.ts';
import { allowCards, listCardClasses, readCardClass } from './cards/classes.ts';
import { printCards } from './cards/print-cards.ts';
import { cardRule } from './cards/rule.ts';
import {
  allowCardsContract,
  cardClassContract,
  choosePicturesContract,
  listCardClassesContract,
  withdrawCardsContract,
} from './contract.ts';
import { confirmAccount, matchAccount } from './outside/match.ts';

const guess = { rate: 'guess' } as const;

/** At the door, and for those who decide about cards; the use cases check whose class it is. */
export const routes: readonly Route[] = [
  platformRoute(outsideMatchContract, 'anyone', (ctx, { body }) => matchAccount(ctx, body), guess),
  platformRoute(outsideConfirmContract, 'anyone', (ctx, { body }) => confirmAccount(ctx, body), guess),
  platformRoute(openCardContract, 'anyone', (ctx, { body }) => openCard(ctx, body, cardRule(ctx)), { ...guess, begins: true }),
  platformRoute(cardStartContract, 'anyone', (ctx, { body }) => startCard(ctx, body, cardRule(ctx)), guess),
  platformRoute(cardFinishContract, 'anyone', (ctx, { body }) => finishCard(ctx, body), guess),
  platformRoute(chooseStartContract, 'anyone', (ctx, { body }) => startChoosing(ctx, body, cardRule(ctx)), guess),
  platformRoute(chooseFinishContract, 'anyone', (ctx, { body }) => finishChoosing(ctx, body), guess),
  route(listCardClassesContract, 'people.view_list', (ctx, { query }) => listCardClasses(ctx, query)),
  route(cardClassContract, 'people.view_list', (ctx, { params }) => ctx.read((db) => readCardClass(ctx, db, params.groupId))),
  route(allowCardsContract, 'people.view_list', (ctx, { params, body }) => allowCards(ctx, params.groupId, body.allowed)),
  route(withdrawCardsContract, 'people.view_list', (ctx, { params, body }) => withdrawCards(ctx, params.groupId, body.personIds)),
  route(choosePicturesContract, 'people.view_list', (ctx, { params, body }) => choosePictures(ctx, params.groupId, body.personIds)),
];

/** Cards as PDF. */
export const rawRoutes: readonly RawRoute[] = [
  {
    method: 'POST',
    path: '/cards/classes/:groupId/print',
    summary: 'Picture cards of a class as PDF, with new codes.',
    permission: 'people.view_list',
    rate: 'heavy',
    run: printCards,
  },
];
