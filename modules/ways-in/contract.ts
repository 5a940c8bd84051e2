import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Instant, Nullable, OneOf, PageOf, pageQuery } from '#kernel/contract/types.ts';

const classParams = T.Object({ groupId: Id });

export const listCardClassesContract = contract({
  method: 'GET',
  path: '/cards/classes',
  summary: 'Classes for which the caller may decide about picture cards.',
  query: T.Object(pageQuery),
  answer: PageOf(T.Object({ id: Id, name: T.String(), allowed: T.Boolean() })),
});

export const cardClassContract = contract({
  method: 'GET',
  path: '/cards/classes/:groupId',
  summary: 'A class with the cards of its pupils.',
  params: classParams,
  answer: T.Object({
    id: Id,
    name: T.String(),
    allowed: T.Boolean(),
    pupils: T.Array(
      T.Object({
        personId: Id,
        name: T.String(),
        card: OneOf(['none', 'waiting', 'too_late', 'ready']),
        chooseUntil: Nullable(Instant),
      }),
      { description: 'at most one class; waiting: printed, pictures not chosen yet' },
    ),
  }),
  refusals: ['ways_in.no_class', 'ways_in.not_your_class'],
});

export const allowCardsContract = contract({
  method: 'PUT',
  path: '/cards/classes/:groupId',
  summary: 'Allows or forbids picture cards for a class; forbidden cards open nothing from the next sign-in on.',
  params: classParams,
  body: T.Object({ allowed: T.Boolean() }),
  answer: T.Object({}),
  refusals: ['ways_in.no_class', 'ways_in.not_your_class'],
});

const some = T.Object({ personIds: T.Array(Id, { minItems: 1, maxItems: 60 }) });

export const withdrawCardsContract = contract({
  method: 'POST',
  path: '/cards/classes/:groupId/withdraw',
  summary: 'Ends cards of pupils of a class at once and signs them out everywhere: a card was lost.',
  params: classParams,
  body: some,
  answer: T.Object({ withdrawn: T.Integer() }),
  refusals: ['ways_in.no_class', 'ways_in.not_your_class'],
});

export const choosePicturesContract = contract({
  method: 'POST',
  path: '/cards/classes/:groupId/choose-again',
  summary: 'Lets pupils of a class choose their pictures anew with the card they have, until tomorrow.',
  params: classParams,
  body: some,
  answer: T.Object({ reset: T.Integer() }),
  refusals: ['ways_in.no_class', 'ways_in.not_your_class'],
});
