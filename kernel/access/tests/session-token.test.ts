import { expect, test } from 'vitest';
import { readAccess, signAccess } from '../session-token.ts';

const key = 'a'.repeat(43);
const now = new Date('2026-11-23T07:00:00Z');
const seconds = Math.floor(now.getTime() / 1000);
const access = { identityId: 'i', deviceId: 'd', expires: seconds + 10 };

test('a token says who, until its time', () => {
  expect(readAccess(signAccess(access, key), key, now)).toEqual(access);
  expect(readAccess(signAccess({ ...access, expires: seconds }, key), key, now)).toBeNull();
});

test('a forged, changed, cut or foreign token says nothing', () => {
  const token = signAccess(access, key);
  expect(readAccess(token.replace('i.', 'j.'), key, now)).toBeNull();
  expect(readAccess(token.slice(0, -1), key, now)).toBeNull();
  expect(readAccess(`${token}x`, key, now)).toBeNull();
  expect(readAccess(token, 'b'.repeat(43), now)).toBeNull();
  expect(readAccess('', key, now)).toBeNull();
  expect(readAccess('a.b.c.d.e', key, now)).toBeNull();
});
