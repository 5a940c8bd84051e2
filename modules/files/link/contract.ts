import { contract } from '#kernel/contract/contract.ts';
import type { Static } from '#kernel/contract/t.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Instant, Nullable, OneOf, PageOf, PlainDate, pageQuery } from '#kernel/contract/types.ts';

/** Whether links may be made here by the caller, and for how long at most. */
export const linkRulesContract = contract({
  method: 'GET',
  path: '/files/link-rules',
  summary: 'Whether the caller may make links here, and for how many days at most.',
  answer: T.Object({ allowed: T.Boolean(), mostDays: T.Integer() }),
});

/** Makes a link to a folder or file. The address is told this once. */
export const makeLinkContract = contract({
  method: 'POST',
  path: '/files/:fileId/links',
  summary: 'Makes a link by which anybody who has it opens a folder or file.',
  params: T.Object({ fileId: Id }),
  body: T.Object({
    endsOn: PlainDate,
    password: Nullable(T.String({ minLength: 6, maxLength: 200, description: 'null: the link alone opens it' })),
  }),
  answer: T.Object({ linkId: Id, address: T.String({ description: 'told only now' }) }),
  refusals: ['files.links_off', 'files.not_yours_to_share', 'files.ends_too_early', 'files.ends_too_late', 'files.too_many_shares'],
});

/** A link, without what opens it. */
export const Link = T.Object({
  id: Id,
  entryId: Id,
  name: T.String(),
  kind: OneOf(['folder', 'file']),
  endsAt: Instant,
  hasPassword: T.Boolean(),
  opened: T.Integer({ description: 'how often; never by whom' }),
  alive: T.Boolean({ description: 'false: ended, in the bin, or links are off' }),
  by: Nullable(T.String()),
});
export type Link = Static<typeof Link>;

export const linksContract = contract({
  method: 'GET',
  path: '/files/:fileId/links',
  summary: 'The links to a folder or file.',
  params: T.Object({ fileId: Id }),
  query: T.Object({ ...pageQuery }),
  answer: PageOf(Link),
});

export const ownLinksContract = contract({
  method: 'GET',
  path: '/files/links',
  summary: 'The links the caller has made, newest first.',
  query: T.Object({ ...pageQuery }),
  answer: PageOf(Link),
});

export const endLinkContract = contract({
  method: 'DELETE',
  path: '/files/links/:linkId',
  summary: 'Ends a link for good.',
  params: T.Object({ linkId: Id }),
  answer: T.Object({}),
});

/** What lies behind a link, as far as somebody without a sign-in sees it. */
export const LinkedEntry = T.Object({
  id: Id,
  kind: OneOf(['folder', 'file']),
  name: T.String(),
  type: Nullable(T.String()),
  sizeBytes: Nullable(T.Integer()),
});
export type LinkedEntry = Static<typeof LinkedEntry>;

/**
 * Opens a link, or a folder below it. Without the password where there is one: `files.link_password` (403), the same whether it is missing or wrong.
 * Everything that opens nothing is the same 404.
 */
export const openLinkContract = contract({
  scope: 'platform',
  method: 'POST',
  path: '/files/open-link',
  summary: 'Opens a link, or a folder below it, one page at a time.',
  body: T.Object({
    token: T.String({ maxLength: 200 }),
    password: T.Optional(T.String({ maxLength: 200 })),
    pass: T.Optional(T.String({ maxLength: 400, description: 'of an earlier answer, instead of the password' })),
    folderId: T.Optional(Id),
    cursor: T.Optional(T.String({ maxLength: 400 })),
  }),
  answer: T.Object({
    entry: LinkedEntry,
    trail: T.Array(T.Object({ id: Id, name: T.String() }), { description: 'from the shared folder down to this one' }),
    endsAt: Instant,
    pass: T.String({ description: 'opens its files for an hour' }),
    items: T.Array(LinkedEntry),
    next: Nullable(T.String()),
  }),
  refusals: ['files.link_password'],
});
