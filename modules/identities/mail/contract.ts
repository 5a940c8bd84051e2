import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Nullable } from '#kernel/contract/types.ts';
import { SchoolSlug } from '../sign-in/contract.ts';

const Email = T.String({ minLength: 5, maxLength: 254, pattern: '^[^\\s@]{1,64}@[^\\s@]+\\.[^\\s@]+$' });

export const requestRecoveryContract = contract({
  method: 'POST',
  path: '/recovery',
  scope: 'platform',
  summary: 'Asks for a link to a new password by mail. The same answer whether the address is known or not.',
  body: T.Object({ email: Email, school: T.Optional(SchoolSlug) }),
  answer: T.Object({}),
});

export const confirmEmailContract = contract({
  method: 'POST',
  path: '/email/confirm',
  scope: 'platform',
  summary: 'Confirms an e-mail address with the secret from the mail.',
  body: T.Object({ token: T.String({ minLength: 40, maxLength: 60 }) }),
  answer: T.Object({ email: T.String() }),
  refusals: ['identities.link_invalid', 'identities.email_taken'],
});

export const setEmailContract = contract({
  method: 'POST',
  path: '/my-access/email',
  summary: 'Sends a mail to confirm my e-mail address; null takes the address away.',
  body: T.Object({ email: Nullable(Email) }),
  answer: T.Object({}),
  refusals: ['identities.adults_only', 'identities.wait'],
});
