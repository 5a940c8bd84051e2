import { type Module, noticeKind } from '#kernel/module/manifest.ts';
import {
  appPasswordMade,
  cardMade,
  codeIssued,
  deviceReuseDetected,
  emailConfirmed,
  outsideLinked,
  passwordChanged,
  secondFactorsDropped,
} from './events.ts';

const told = (kind: string) => async (_ctx: unknown, _db: unknown, happened: { id: string; data: { personId: string } }) => [
  {
    personId: happened.data.personId,
    titleKey: `notices.${kind}.title`,
    bodyKey: `notices.${kind}.body`,
    values: {},
    path: 'mein-zugang',
    key: `identities.${kind}.${happened.id}`,
  },
];

/** What owners of a sign-in are told about it: only what they would want to hear of if it was not them. */
export const notices: NonNullable<Module['notices']> = [
  noticeKind({
    id: 'identities.device_reuse_detected',
    title: { de: 'Ein Gerät wurde vorsichtshalber abgemeldet', en: 'A device was signed out to be safe' },
    event: deviceReuseDetected,
    mailByDefault: true,
    tell: told('device_reuse_detected'),
  }),
  noticeKind({
    id: 'identities.password_changed',
    title: { de: 'Mein Passwort wurde geändert', en: 'My password was changed' },
    event: passwordChanged,
    mailByDefault: true,
    tell: told('password_changed'),
  }),
  noticeKind({
    id: 'identities.code_issued',
    title: { de: 'Ein neuer Einmalcode für meinen Zugang wurde ausgegeben', en: 'A new one-time code for my access was issued' },
    event: codeIssued,
    // the mailbox is the place where an owner learns in time that a code will open without them
    mailByDefault: true,
    tell: told('code_issued'),
  }),
  noticeKind({
    id: 'identities.second_factors_dropped',
    title: { de: 'Mein zweiter Faktor wurde entfernt', en: 'My second factor was removed' },
    event: secondFactorsDropped,
    mailByDefault: true,
    tell: told('second_factors_dropped'),
  }),
  noticeKind({
    id: 'identities.email_confirmed',
    title: { de: 'Meine E-Mail-Adresse wurde bestätigt', en: 'My e-mail address was confirmed' },
    event: emailConfirmed,
    mailByDefault: false,
    tell: told('email_confirmed'),
  }),
  noticeKind({
    id: 'identities.outside_linked',
    title: { de: 'Ein fremdes Konto wurde mit meinem Zugang verbunden', en: 'An outside account was linked with my access' },
    event: outsideLinked,
    mailByDefault: true,
    tell: told('outside_linked'),
  }),
  noticeKind({
    id: 'identities.card_made',
    title: { de: 'Eine Karte für meinen Zugang wurde gedruckt', en: 'A card for my access was printed' },
    event: cardMade,
    mailByDefault: false,
    tell: told('card_made'),
  }),
  noticeKind({
    id: 'identities.app_password_made',
    title: { de: 'Ein App-Passwort für meinen Zugang wurde erstellt', en: 'An app password for my access was made' },
    event: appPasswordMade,
    mailByDefault: true,
    tell: told('app_password_made'),
  }),
];
