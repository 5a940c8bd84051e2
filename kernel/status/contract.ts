import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Nullable, OneOf } from '#kernel/contract/types.ts';

const Health = OneOf(['ok', 'slow', 'failed']);

/** What cannot be seen from outside, for the status page. No persons, no schools, no version, no figures but how many wait. */
export const partsContract = contract({
  method: 'GET',
  path: '/status/parts',
  scope: 'platform',
  summary: 'How the parts behind the pages are, for the status page.',
  answer: T.Object({
    database: Health,
    files: Health,
    jobs: Health,
    mail: Health,
    waiting: Nullable(T.Integer({ description: 'people in line before they can come in; null where no line is kept' })),
  }),
});
