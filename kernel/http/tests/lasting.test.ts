import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { admissionOver } from '#kernel/admission/admission.ts';
import { alone } from '#kernel/joined/alone.ts';
import { plantedPlatform } from '#kernel/testing/planted-platform.ts';
import { lasting } from '../lasting.ts';

test('only what holds at every look for a while lasts, and it is over at the first look at which it does not hold', () => {
  let isSo = true;
  const watched = lasting(() => isSo);
  watched.stop();
  for (let looks = 0; looks < 11; looks += 1) watched.look();
  expect(watched.holds()).toBe(false);
  isSo = false;
  watched.look();
  isSo = true;
  for (let looks = 0; looks < 11; looks += 1) watched.look();
  expect(watched.holds()).toBe(false);
  watched.look();
  expect(watched.holds()).toBe(true);
  isSo = false;
  watched.look();
  expect(watched.holds()).toBe(false);
});

test('a server whose admission stays full says so to all who leave something out, and takes it back', async () => {
  let pressure = 10;
  const admission = admissionOver({ joined: alone(), pressure: () => pressure });
  const planted = await plantedPlatform('lasting', { id: 'planted' }, 'create schema planted;', admission);
  await admission.tick();
  const { load } = planted.platform;
  expect(load.full()).toBe(false);
  while (!load.full()) await pause(50);
  pressure = 0;
  await admission.tick();
  while (load.full()) await pause(50);
  await planted.close();
});
