import { T } from '#kernel/contract/t.ts';
import { setting } from '#kernel/settings/setting.ts';

const Clock = T.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', description: 'HH:MM' });

/** Hours in which nothing leaves the app; what comes then is held. Times of day at school; from 19:00 to 07:00 spans the night. */
export const QuietHours = T.Object({ on: T.Boolean(), from: Clock, to: Clock, weekends: T.Boolean() }, { additionalProperties: false });

export const quietHours = setting({
  id: 'notices.quiet_hours',
  title: { de: 'Ruhezeit: dann gehen keine Mails und keine Meldungen aufs Gerät', en: 'Quiet hours: no mails and no push then' },
  scope: 'person',
  type: QuietHours,
  fallback: { on: true, from: '19:00', to: '07:00', weekends: true },
});

export const contentInMail = setting({
  id: 'notices.content_in_mail',
  title: {
    de: 'Mails dürfen den Inhalt der Mitteilung nennen (sonst nur, dass es etwas Neues gibt)',
    en: 'Mails may name the content of a notice (otherwise only that there is something new)',
  },
  scope: 'school',
  type: T.Boolean(),
  fallback: false,
});

/** Push services of the browsers in use. Others are refused: the address comes from the browser, and the server posts to it. */
export const pushHosts = setting({
  id: 'notices.push_hosts',
  title: {
    de: 'Erlaubte Push-Dienste (Rechnernamen; mit Punkt davor alle darunter)',
    en: 'Push services allowed (host names; with a leading dot all below)',
  },
  scope: 'operator',
  type: T.Array(T.String({ maxLength: 200 }), { maxItems: 50 }),
  fallback: [
    'fcm.googleapis.com',
    'updates.push.services.mozilla.com',
    '.push.services.mozilla.com',
    '.push.apple.com',
    '.notify.windows.com',
  ],
});
