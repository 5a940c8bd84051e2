import { createHmac } from 'node:crypto';
import { isId } from '#kernel/ids/id.ts';

/** The three parts of a device token: which device, what stays, what changes. */
export interface DeviceToken {
  deviceId: string;
  family: string;
  secret: string;
}

/** As it stands in the cookie. */
export function writeDeviceToken({ deviceId, family, secret }: DeviceToken): string {
  return `${deviceId}.${family}.${secret}`;
}

/** From the cookie; null when it has another form. */
export function readDeviceToken(text: string): DeviceToken | null {
  const [deviceId = '', family = '', secret = '', ...rest] = text.split('.');
  return isId(deviceId) && family.length >= 20 && secret.length >= 20 && rest.length === 0 ? { deviceId, family, secret } : null;
}

/**
 * The secret after this one. Worked out, not drawn: who shows the present secret twice at the same moment (two tabs, a lost answer) gets
 * the same successor twice, and the database holds no secret that would do alone.
 */
export function nextSecret(secret: string, chain: string): string {
  return createHmac('sha256', chain).update(secret).digest('base64url');
}
