import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Line, PlainDate } from '#kernel/contract/types.ts';

export const appPasswordsContract = contract({
  method: 'GET',
  path: '/my-access/app-passwords',
  summary: 'My passwords for single programs (network drive).',
  answer: T.Object({
    handle: T.String({ description: 'the name that goes with them' }),
    items: T.Array(T.Object({ deviceId: Id, name: T.String(), createdOn: PlainDate, lastUsedOn: PlainDate, endsOn: PlainDate })),
  }),
});

/** The password is shown this once; it is closed like a device. */
export const makeAppPasswordContract = contract({
  method: 'POST',
  path: '/my-access/app-passwords',
  summary: 'Makes a password for one program, good for a year.',
  body: T.Object({ name: Line(60) }),
  answer: T.Object({ deviceId: Id, password: T.String() }),
  refusals: ['identities.too_many_app_passwords', 'identities.not_on_shared_device'],
});
