import type { Module } from '#kernel/module/manifest.ts';
import { openedByAppPassword } from './app-passwords/app-passwords.ts';
import { lessonEnds } from './devices/lesson-ends.ts';
import { isOpenDevice } from './devices/open-device.ts';
import { renewDevices } from './devices/renew.ts';
import { schoolsOf } from './devices/schools-of.ts';
import {
  appPasswordMade,
  cardMade,
  codeIssued,
  deviceReuseDetected,
  emailConfirmed,
  outsideLinked,
  passwordChanged,
  personJoined,
  secondFactorsDropped,
} from './events.ts';
import { tidy } from './jobs.ts';
import { sendConfirmMail, sendRecoveryMail } from './mail/jobs.ts';
import { notices } from './notices.ts';
import { outsidePermissions } from './outside/permissions.ts';
import { innerNetworks } from './outside/settings.ts';
import { privacy } from './privacy.ts';
import { refusals } from './refusals.ts';
import { routes } from './routes.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

const aboveSchools = 'must be found before any school is known';

/** Who signs in, how, and on which devices. Who that is in a school is the business of people. */
export const identities: Module = {
  id: 'identities',
  title: { de: 'Anmeldung', en: 'Sign-in' },
  uses: [],
  zone: 'platform',
  tier: { bundle: 'basis', switchable: false },
  permissions: outsidePermissions,
  settings: [innerNetworks, lessonEnds],
  navigation: [
    {
      page: 'identities.access',
      path: 'mein-zugang',
      title: { de: 'Mein Zugang', en: 'My access' },
      icon: 'key',
      permissions: [],
      order: 890,
    },
    {
      page: 'identities.outside',
      path: 'fremde-konten',
      title: { de: 'Fremde Konten', en: 'Outside accounts' },
      icon: 'link',
      permissions: ['identities.manage_outside'],
      order: 925,
      contexts: ['work'],
    },
  ],
  routes,
  events: [
    deviceReuseDetected,
    passwordChanged,
    codeIssued,
    secondFactorsDropped,
    emailConfirmed,
    personJoined,
    outsideLinked,
    cardMade,
    appPasswordMade,
  ],
  notices,
  jobs: [sendRecoveryMail, sendConfirmMail, tidy],
  refusals: refusals.all,
  texts: { de, en },
  migrations: new URL('./migrations/', import.meta.url),
  outsideTheWall: {
    'identities.identity': `one human’s sign-in over several schools; ${aboveSchools}`,
    'identities.handle': `a typed name or address ${aboveSchools}`,
    'identities.attachment': 'says in which schools an identity has a person; ids only',
    'identities.device': 'a browser is signed in to all schools of its identity',
    'identities.code': 'a code from a letter opens by itself, wherever it is typed; no name is readable without the code',
    'identities.mail_link': 'a link in a mail belongs to the sign-in, not to a school',
    'identities.begun': 'throttles guessing of names that may belong to no school',
    'identities.totp': 'belongs to the sign-in, not to a school',
    'identities.recovery_code': 'belongs to the sign-in, not to a school',
    'identities.passkey': 'belongs to the sign-in, not to a school',
    'identities.app_password': 'opens by itself, like a device; a hash only',
    'identities.card': 'a card opens by itself, wherever it is read, like a code on a letter; ids and hashes only',
  },
  privacy,
  devices: { renewAll: renewDevices, schoolsOf, isOpen: isOpenDevice, openedByAppPassword },
};
