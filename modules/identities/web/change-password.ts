import { call } from '#kernel/web/call.ts';
import { passwordFinishContract, passwordStartContract } from '../my-access/contract.ts';
import { opaque } from './opaque-client.ts';

/**
 * Changes the password in the two steps of OPAQUE: the old one is shown, the new one registered; neither leaves the device.
 *
 * @returns false when the old password is wrong: the device sees that by itself and sends nothing more
 * @throws CallFailed
 */
export async function changePassword(old: string, next: string): Promise<boolean> {
  const [login, registration] = await Promise.all([
    opaque('startLogin', { password: old }),
    opaque('startRegistration', { password: next }),
  ]);
  const { startLoginRequest } = login;
  const { registrationRequest } = registration;
  const { sealed, stretching, ...answers } = await call(passwordStartContract, { body: { startLoginRequest, registrationRequest } });
  const proof = await opaque('finishLogin', {
    password: old,
    clientLoginState: login.clientLoginState,
    loginResponse: answers.loginResponse,
    stretching,
  });
  if (proof === null) return false;
  const { registrationRecord } = await opaque('finishRegistration', {
    password: next,
    clientRegistrationState: registration.clientRegistrationState,
    registrationResponse: answers.registrationResponse,
    stretching,
  });
  await call(passwordFinishContract, { body: { sealed, finishLoginRequest: proof.finishLoginRequest, registrationRecord } });
  return true;
}
