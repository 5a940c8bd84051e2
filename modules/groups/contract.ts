import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Line, Nullable, OneOf, PlainDate } from '#kernel/contract/types.ts';

export const GroupKindName = OneOf(['class', 'class_half', 'year', 'club', 'staff', 'committee', 'guardians', 'other']);
export const GroupPartName = OneOf([
  'member',
  'class_teacher',
  'deputy',
  'leader',
  'representative',
  'deputy_representative',
  'parents_representative',
]);
const YearLevel = T.String({ pattern: '^(0[1-9]|1[0-3])$', description: '01 to 13' });
const ofGroup = T.Object({ groupId: Id });
const personIds = T.Array(Id, { minItems: 1, maxItems: 2000 });
const days = { validFrom: Nullable(PlainDate), validTo: Nullable(PlainDate) };

export const createGroupContract = contract({
  method: 'POST',
  path: '/groups',
  summary: 'Makes a group: a club, a committee, a class …; who makes a club leads it.',
  body: T.Object({
    kind: GroupKindName,
    name: Line(100),
    yearLevel: T.Optional(Nullable(YearLevel)),
    /** The class this is half of, or whose guardians these are. */
    parentId: T.Optional(Nullable(Id)),
    sensitive: T.Optional(T.Boolean()),
  }),
  answer: ofGroup,
  refusals: ['groups.not_allowed', 'groups.name_taken'],
});

export const changeGroupContract = contract({
  method: 'PATCH',
  path: '/groups/:groupId',
  summary: 'Renames a group, or makes it sensitive: then only its own people see it.',
  params: ofGroup,
  body: T.Object({ name: T.Optional(Line(100)), yearLevel: T.Optional(Nullable(YearLevel)), sensitive: T.Optional(T.Boolean()) }),
  answer: ofGroup,
  refusals: ['groups.not_allowed', 'groups.name_taken'],
});

export const endGroupContract = contract({
  method: 'POST',
  path: '/groups/:groupId/end',
  summary: 'Ends a group; its people and what hangs on it stay readable.',
  params: ofGroup,
  body: T.Object({ lastDay: PlainDate }),
  answer: ofGroup,
  refusals: ['groups.not_allowed'],
});

export const addMembersContract = contract({
  method: 'POST',
  path: '/groups/:groupId/members',
  summary: 'Gives people a part in a group, from day to day; again with other days changes them.',
  params: ofGroup,
  body: T.Object({ personIds, part: GroupPartName, ...days }),
  answer: T.Object({ added: T.Integer(), changed: T.Integer() }),
  refusals: ['groups.not_allowed', 'groups.dates_reversed', 'groups.ended'],
});

export const removeMembersContract = contract({
  method: 'POST',
  path: '/groups/:groupId/members/remove',
  summary: 'Ends a part of people in a group; without a last day as if it had never been.',
  params: ofGroup,
  body: T.Object({ personIds, part: GroupPartName, lastDay: Nullable(PlainDate) }),
  answer: ofGroup,
  refusals: ['groups.not_allowed'],
});

export const moveMembersContract = contract({
  method: 'POST',
  path: '/groups/:groupId/members/move',
  summary: 'Moves members to another group of the same kind from a day on.',
  params: ofGroup,
  body: T.Object({ personIds, toGroupId: Id, from: PlainDate }),
  answer: ofGroup,
  refusals: ['groups.not_allowed', 'groups.other_kind', 'groups.ended'],
});
