import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Instant, Nullable, OneOf, PageOf, pageQuery } from '#kernel/contract/types.ts';

/** Whether somebody has ever come in: none (no sign-in), waiting (needs a code), ready (has set a password). Never when. */
export const AccessState = OneOf(['none', 'waiting', 'ready']);

/** The newest invitation by mail; null: none. */
export const Invitation = Nullable(
  T.Object({
    askedAt: Instant,
    sentAt: Nullable(Instant),
    state: OneOf(['waiting', 'open', 'used', 'expired', 'replaced', 'refused', 'void', 'withdrawn']),
  }),
);

export const inviteGuardiansContract = contract({
  method: 'POST',
  path: '/people/invitations',
  summary: 'Invites guardians by mail, some or those of a class, who have an address and never signed in; earlier unused codes end.',
  body: T.Object({
    personIds: T.Optional(T.Array(Id, { minItems: 1, maxItems: 200 })),
    groupId: T.Optional(Id),
  }),
  answer: T.Object({
    invited: T.Integer(),
    notGuardian: T.Integer({ description: 'no child here who is open to them' }),
    alreadyIn: T.Integer(),
    withoutAddress: T.Integer(),
    tooOften: T.Integer({ description: 'had three mails within a day' }),
    above: T.Integer({ description: 'have more rights here than the caller' }),
  }),
  refusals: ['directory.locked'],
});

export const withdrawInvitationContract = contract({
  method: 'DELETE',
  path: '/people/:personId/invitation',
  summary: 'Takes an invitation by mail back; its link opens nothing any more.',
  params: T.Object({ personId: Id }),
  answer: T.Object({ withdrawn: T.Boolean({ description: 'false: there was none to take back' }) }),
  refusals: ['directory.roles_needed', 'directory.locked'],
});

export const classGuardiansContract = contract({
  method: 'GET',
  path: '/groups/:groupId/guardians',
  summary: 'Guardians of a class, page by page: their address, how far their sign-in has come, what became of the invitation.',
  params: T.Object({ groupId: Id }),
  query: T.Object(pageQuery),
  answer: T.Object({
    groupName: T.String(),
    ...PageOf(
      T.Object({
        personId: Id,
        name: T.String(),
        children: T.Array(T.String()),
        email: Nullable(T.String()),
        access: AccessState,
        invitation: Invitation,
      }),
    ).properties,
  }),
});
