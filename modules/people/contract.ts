import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Instant, Line, Nullable, OneOf, PlainDate } from '#kernel/contract/types.ts';

export const CapacityName = OneOf(['pupil', 'guardian', 'teacher', 'staff', 'office', 'head', 'school_admin']);
const Gender = OneOf(['m', 'w', 'd', 'x']);
const RelationKind = OneOf(['guardian', 'assistant']);
/** First and last day, inclusive; null is open. */
const days = { validFrom: Nullable(PlainDate), validTo: Nullable(PlainDate) };
const personIds = T.Array(Id, { minItems: 1, maxItems: 2000 });
const Email = T.String({ maxLength: 254, pattern: '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$' });

export const addPersonContract = contract({
  method: 'POST',
  path: '/people',
  summary: 'Enters a person by hand, with a sign-in that a one-time code opens.',
  body: T.Object({
    lastName: Line(100),
    firstName: Line(100),
    callName: T.Optional(Nullable(Line(100))),
    shortName: T.Optional(Nullable(Line(12))),
    gender: T.Optional(Nullable(Gender)),
    birthDate: T.Optional(Nullable(PlainDate)),
    email: T.Optional(Nullable(Email)),
    capacity: CapacityName,
    ...days,
    guestOf: T.Optional(Nullable(Line(200))),
    childIds: T.Optional(T.Array(Id, { maxItems: 20, description: 'for a guardian or class assistant: whose' })),
  }),
  answer: T.Object({ personId: Id, handle: T.String() }),
  refusals: ['people.roles_needed', 'people.dates_reversed', 'people.not_a_pupil', 'people.short_name_taken'],
});

export const correctPersonContract = contract({
  method: 'PATCH',
  path: '/people/:personId',
  summary: 'Puts names, birth date or contact of a person right; a later import leaves these fields as they are.',
  params: T.Object({ personId: Id }),
  body: T.Object({
    lastName: T.Optional(Line(100)),
    firstName: T.Optional(Line(100)),
    callName: T.Optional(Nullable(Line(100))),
    title: T.Optional(Nullable(Line(40))),
    shortName: T.Optional(Nullable(Line(12))),
    gender: T.Optional(Nullable(Gender)),
    birthDate: T.Optional(Nullable(PlainDate)),
    email: T.Optional(Nullable(Email)),
    phone: T.Optional(Nullable(Line(40))),
    language: T.Optional(Nullable(OneOf(['de', 'en']))),
  }),
  answer: T.Object({ personId: Id }),
  refusals: ['people.roles_needed', 'people.short_name_taken'],
});

const lockAnswer = T.Object({ changed: T.Integer({ description: 'how many were in another state before' }) });

export const lockPersonsContract = contract({
  method: 'POST',
  path: '/people/lock',
  summary: 'Locks people out: they are signed out everywhere and cannot come in; nothing is deleted.',
  body: T.Object({ personIds }),
  answer: lockAnswer,
  refusals: ['people.roles_needed', 'people.own_access', 'people.last_admin'],
});

export const unlockPersonsContract = contract({
  method: 'POST',
  path: '/people/unlock',
  summary: 'Lets locked people in again.',
  body: T.Object({ personIds }),
  answer: lockAnswer,
  refusals: ['people.roles_needed'],
});

export const giveCapacityContract = contract({
  method: 'PUT',
  path: '/people/:personId/capacities/:capacity',
  summary: 'Says what a person is at the school, from day to day; again with other days changes them.',
  params: T.Object({ personId: Id, capacity: CapacityName }),
  body: T.Object({ divisionId: T.Optional(Nullable(Id)), ...days }),
  answer: T.Object({ personId: Id }),
  refusals: ['people.roles_needed', 'people.dates_reversed', 'people.own_access', 'people.last_admin'],
});

export const relateContract = contract({
  method: 'PUT',
  path: '/people/:personId/children/:childId',
  summary: 'Puts a guardian or class assistant beside a child, from day to day.',
  params: T.Object({ personId: Id, childId: Id }),
  body: T.Object({ kind: RelationKind, place: T.Optional(T.Integer({ minimum: 1, maximum: 9 })), ...days }),
  answer: T.Object({ personId: Id }),
  refusals: ['people.not_a_pupil', 'people.dates_reversed', 'people.roles_needed', 'people.relation_blocked'],
});

export const unrelateContract = contract({
  method: 'DELETE',
  path: '/people/:personId/children/:childId/:kind',
  summary: 'Takes a guardian or class assistant away from a child.',
  params: T.Object({ personId: Id, childId: Id, kind: RelationKind }),
  answer: T.Object({ personId: Id }),
  refusals: ['people.relation_blocked'],
});

export const proposeMergeContract = contract({
  method: 'POST',
  path: '/people/merges',
  summary: 'Proposes that two entries are one human; nothing moves before they have agreed.',
  body: T.Object({ keptId: Id, doubleId: Id }),
  answer: T.Object({ mergeId: Id }),
  refusals: ['people.cannot_merge'],
});

export const ownMergesContract = contract({
  method: 'GET',
  path: '/people/merges',
  summary: 'Open proposals to merge the caller with another entry.',
  answer: T.Object({
    items: T.Array(
      T.Object({
        mergeId: Id,
        proposedAt: Instant,
        other: T.String({ description: 'name of the other entry' }),
        otherChildren: T.Array(T.String()),
        kept: T.Boolean({ description: 'whether the caller’s own entry is the one that stays' }),
        agreed: T.Boolean({ description: 'whether the caller has agreed already' }),
        otherMustAgree: T.Boolean(),
      }),
    ),
  }),
});

const mergeParams = T.Object({ mergeId: Id });

export const agreeMergeContract = contract({
  method: 'POST',
  path: '/people/merges/:mergeId/agree',
  summary: 'Agrees to a merge; the last agreement that is needed carries it out.',
  params: mergeParams,
  answer: T.Object({ done: T.Boolean() }),
  refusals: ['people.merge_over', 'people.cannot_merge'],
});

export const declineMergeContract = contract({
  method: 'POST',
  path: '/people/merges/:mergeId/decline',
  summary: 'Declines a merge; both entries stay as they are.',
  params: mergeParams,
  answer: T.Object({ declined: T.Boolean() }),
  refusals: ['people.merge_over'],
});

export const myGuardiansContract = contract({
  method: 'GET',
  path: '/people/my-guardians',
  summary: 'Who sees what the calling pupil does as guardian, and from when the pupil decides on it.',
  answer: T.Object({
    ofAge: T.Boolean(),
    ofAgeOn: Nullable(PlainDate),
    guardians: T.Array(T.Object({ personId: Id, name: T.String(), sees: T.Boolean() }), { description: 'a pupil has few' }),
  }),
});

export const keepGuardianContract = contract({
  method: 'PUT',
  path: '/people/my-guardians/:personId',
  summary: 'The adult pupil lets a guardian see on, or no longer.',
  params: T.Object({ personId: Id }),
  body: T.Object({ sees: T.Boolean() }),
  answer: T.Object({ sees: T.Boolean() }),
  refusals: ['people.not_of_age'],
});
