import { platformRoute, type Route, route } from '#kernel/module/manifest.ts';
import { signOutContract } from '#kernel/module/own-contracts.ts';
import { listAppPasswords, makeAppPassword } from './app-passwords/app-passwords.ts';
import { appPasswordsContract, makeAppPasswordContract } from './app-passwords/contract.ts';
import { joinContract, openCodeContract, registerFinishContract, registerStartContract } from './codes/contract.ts';
import { joinPerson } from './codes/join.ts';
import { openCode } from './codes/open.ts';
import { finishRegister, startRegister } from './codes/register.ts';
import { enterDemo, findSchools, readDoor } from './demo/door.ts';
import { signOut } from './devices/sign-out.ts';
import { confirmEmail } from './mail/confirm.ts';
import { confirmEmailContract, requestRecoveryContract, setEmailContract } from './mail/contract.ts';
import { requestRecovery } from './mail/recovery.ts';
import { setEmail } from './mail/set-email.ts';
import { finishPasswordChange, startPasswordChange } from './my-access/change-password.ts';
import { closeMyDevice } from './my-access/close-device.ts';
import {
  closeDeviceContract,
  dropOutsideContract,
  myAccessContract,
  passwordFinishContract,
  passwordStartContract,
  sharedDeviceContract,
} from './my-access/contract.ts';
import { dropOutside } from './my-access/drop-outside.ts';
import { readMyAccess } from './my-access/read.ts';
import { readSharedDevice } from './my-access/shared-device.ts';
import {
  checkProviderContract,
  outsideDoorContract,
  outsideReturnContract,
  outsideStartContract,
  readProviderContract,
  saveProviderContract,
} from './outside/contract.ts';
import { checkProvider, readProvider, saveProvider } from './outside/manage-provider.ts';
import { returnFromOutside } from './outside/return.ts';
import { readOutsideDoor, startOutside } from './outside/start.ts';
import * as factors from './second-factor/contract.ts';
import { addPasskey, dropPasskey, passkeyOptions } from './second-factor/my-passkeys.ts';
import { confirmMyTotp, dropTotp, enrolTotp, proveCode } from './second-factor/my-totp.ts';
import { finishPasskeySignIn, startPasskeySignIn } from './second-factor/passkey-sign-in.ts';
import { signInCode } from './second-factor/sign-in-code.ts';
import {
  demoEnterContract,
  doorContract,
  findSchoolsContract,
  signInCodeContract,
  signInFinishContract,
  signInStartContract,
} from './sign-in/contract.ts';
import { finishSignIn } from './sign-in/finish.ts';
import { startSignIn } from './sign-in/start.ts';

const guess = { rate: 'guess' } as const;
const begins = { rate: 'guess', begins: true } as const;
/** Own transactions: a wrong try is remembered although it is refused, and secrets in answers are not kept for repeats. */
const guessOwn = { rate: 'guess', transaction: 'own' } as const;

/** Above the schools: whoever is at the door. */
const atTheDoor: Route[] = [
  platformRoute(doorContract, 'anyone', (ctx, { query }) => readDoor(ctx, query)),
  platformRoute(findSchoolsContract, 'anyone', (ctx, { query }) => findSchools(ctx, query)),
  platformRoute(signInStartContract, 'anyone', (ctx, { body }) => startSignIn(ctx, body), begins),
  platformRoute(signInFinishContract, 'anyone', (ctx, { body }) => finishSignIn(ctx, body), guess),
  platformRoute(signInCodeContract, 'anyone', (ctx, { body }) => signInCode(ctx, body), guess),
  platformRoute(factors.passkeySignInStartContract, 'anyone', (ctx, { body }) => startPasskeySignIn(ctx, body), begins),
  platformRoute(factors.passkeySignInFinishContract, 'anyone', (ctx, { body }) => finishPasskeySignIn(ctx, body), guess),
  platformRoute(signOutContract, 'anyone', signOut),
  platformRoute(openCodeContract, 'anyone', (ctx, { body }) => openCode(ctx, body), begins),
  platformRoute(registerStartContract, 'anyone', (ctx, { body }) => startRegister(ctx, body), guess),
  platformRoute(registerFinishContract, 'anyone', (ctx, { body }) => finishRegister(ctx, body), guess),
  platformRoute(joinContract, 'identity', (ctx, { body }) => joinPerson(ctx, body), guess),
  platformRoute(requestRecoveryContract, 'anyone', (ctx, { body }) => requestRecovery(ctx, body), begins),
  platformRoute(confirmEmailContract, 'anyone', (ctx, { body }) => confirmEmail(ctx, body), guess),
  platformRoute(demoEnterContract, 'anyone', (ctx, { body }) => enterDemo(ctx, body.role), begins),
];

/** In a school: my own sign-in. */
const myAccess: Route[] = [
  route(myAccessContract, null, (ctx) => ctx.read((db) => readMyAccess(ctx, db))),
  route(closeDeviceContract, null, (ctx, { params }) => closeMyDevice(ctx, params.deviceId)),
  route(appPasswordsContract, null, (ctx) => ctx.read((db) => listAppPasswords(ctx, db))),
  route(makeAppPasswordContract, null, (ctx, { body }) => makeAppPassword(ctx, body.name), guessOwn),
  route(sharedDeviceContract, null, (ctx) => ctx.read((db) => readSharedDevice(ctx, db))),
  route(dropOutsideContract, null, (ctx, { params }) => dropOutside(ctx, params.linkId)),
  route(passwordStartContract, null, (ctx, { body }) => startPasswordChange(ctx, body), guessOwn),
  route(passwordFinishContract, null, (ctx, { body }) => finishPasswordChange(ctx, body), guessOwn),
  route(setEmailContract, null, (ctx, { body }) => setEmail(ctx, body), { rate: 'guess' }),
  route(factors.enrolTotpContract, null, (ctx) => enrolTotp(ctx), guessOwn),
  route(factors.confirmTotpContract, null, (ctx, { body }) => confirmMyTotp(ctx, body), guessOwn),
  route(factors.proveCodeContract, null, (ctx, { body }) => proveCode(ctx, body), guessOwn),
  route(factors.dropTotpContract, null, (ctx) => dropTotp(ctx), guessOwn),
  route(factors.passkeyOptionsContract, null, (ctx) => passkeyOptions(ctx), guessOwn),
  route(factors.addPasskeyContract, null, (ctx, { body }) => addPasskey(ctx, body), guessOwn),
  route(factors.dropPasskeyContract, null, (ctx, { params }) => dropPasskey(ctx, params.passkeyId), guessOwn),
];

/** Sign-in with an account outside: at the door, and its setting up. Whom an account belongs to is found where people are known. */
const outside: Route[] = [
  platformRoute(outsideDoorContract, 'anyone', (ctx, { query }) => readOutsideDoor(ctx, query)),
  platformRoute(outsideStartContract, 'anyone', (ctx, { body }) => startOutside(ctx, body), begins),
  platformRoute(outsideReturnContract, 'anyone', (ctx, { body }) => returnFromOutside(ctx, body), guess),
  route(readProviderContract, 'identities.manage_outside', (ctx) => ctx.read((db) => readProvider(ctx, db))),
  // own transactions: a secret is not kept for repeated wishes, and the outside is called
  route(saveProviderContract, 'identities.manage_outside', (ctx, { body }) => saveProvider(ctx, body), { transaction: 'own' }),
  route(checkProviderContract, 'identities.manage_outside', (ctx, { body }) => checkProvider(ctx, body), {
    transaction: 'own',
    rate: 'heavy',
  }),
];

/** All routes of the module. */
export const routes: readonly Route[] = [...atTheDoor, ...myAccess, ...outside];
