import type { Answer } from '#kernel/contract/contract.ts';
import { currentLanguage, useTexts } from '#kernel/web/texts.ts';
import type { classGuardiansContract, inviteGuardiansContract } from '../invitations/contract.ts';

type Invitation = Answer<typeof classGuardiansContract>['items'][number]['invitation'];
type Result = Answer<typeof inviteGuardiansContract>;

const reasons = ['notGuardian', 'alreadyIn', 'withoutAddress', 'tooOften', 'above'] as const;

/** Says what became of an invitation, and what came of a wish to invite. */
export function useInvitationWords() {
  const t = useTexts('directory');
  const day = (instant: string) =>
    new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'medium', timeZone: 'Europe/Berlin' }).format(new Date(instant));
  return {
    state: (invitation: Invitation) =>
      invitation === null ? '' : t(`invitation.state.${invitation.state}`, { day: day(invitation.sentAt ?? invitation.askedAt) }),
    result: (result: Result) =>
      [
        ...(result.invited > 0 ? [t('invitation.done', { count: result.invited })] : []),
        ...reasons.filter((why) => result[why] > 0).map((why) => t(`invitation.left.${why}`, { count: result[why] })),
      ].join(' '),
  };
}
