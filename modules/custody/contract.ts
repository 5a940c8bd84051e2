import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Nullable, OneOf, PlainDate } from '#kernel/contract/types.ts';

const arrangement = {
  role: OneOf(['parent', 'foster_parent', 'court_guardian', 'other']),
  custody: OneOf(['sole', 'joint', 'none']),
  household: T.Boolean({ description: 'lives with the child' }),
  everyday: T.Boolean({ description: 'decides everyday matters, § 1687 BGB' }),
  mayCollect: T.Boolean(),
  contactBarred: T.Boolean({ description: 'a court keeps this person away: nothing of the child is shown to them' }),
  barredUntil: Nullable(PlainDate),
};

/** Guardians of a child with what is known of custody; `arrangement` null: nothing was entered. */
export const custodyOfContract = contract({
  method: 'GET',
  path: '/custody/:childId',
  summary: 'Who has the care of a child, who may collect it, whom a court keeps away.',
  params: T.Object({ childId: Id }),
  answer: T.Object({
    child: T.Object({ id: Id, name: T.String(), birthDate: Nullable(PlainDate), ofAge: T.Boolean(), ofAgeOn: Nullable(PlainDate) }),
    guardians: T.Array(
      T.Object({
        id: Id,
        name: T.String(),
        sees: T.Boolean({ description: 'the child is open to this guardian today' }),
        arrangement: Nullable(T.Object(arrangement)),
      }),
      {
        description: 'at most some; a child has few',
      },
    ),
  }),
});

/** Enters or changes the arrangement between one guardian and one child. */
export const saveCustodyContract = contract({
  method: 'PUT',
  path: '/custody/:childId/:guardianId',
  summary: 'Enters custody, household, collecting and contact bar of one guardian for one child.',
  params: T.Object({ childId: Id, guardianId: Id }),
  body: T.Object(arrangement),
  answer: T.Object({ blocked: T.Boolean({ description: 'the guardian sees nothing of the child from now on' }) }),
  refusals: ['custody.not_related', 'custody.bar_over'],
});
