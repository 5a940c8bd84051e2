import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { lanes } from '#kernel/admission/lanes.ts';
import { fillLane } from '#kernel/testing/fill-lane.ts';
import { type PrintDocument, printPdf } from '../print.ts';

const aPage: PrintDocument = { title: 'x', language: 'de', pages: [{ content: { text: 'x' }, margins: [40, 40, 40, 40] }] };

test('what is written for a print is not written where there is no room to print it', { timeout: 30_000 }, async () => {
  let written = 0;
  const make = async () => {
    written += 1;
    return aPage;
  };
  const empty = await fillLane(lanes.prints);
  await expect(printPdf(make, 'somebody')).rejects.toMatchObject({ code: 'kernel.busy' });
  expect(written).toBe(0);
  await empty();
  expect((await buffer(await printPdf(make, 'somebody'))).subarray(0, 5).toString()).toBe('%PDF-');
  expect(written).toBe(1);
});

test('one person prints one after the other, and others in between', { timeout: 30_000 }, async () => {
  const order: string[] = [];
  const print = (name: string, of: string) =>
    printPdf(async () => {
      order.push(name);
      return aPage;
    }, of).then(buffer);
  await Promise.all([print('first', 'greedy'), print('second', 'greedy'), print('third', 'greedy'), print('modest', 'modest')]);
  expect(order.indexOf('modest')).toBe(1);
});

test('what cannot be made leaves its place to the next', { timeout: 30_000 }, async () => {
  for (let time = 0; time < 3; time += 1)
    await expect(printPdf(() => Promise.reject(new Error('no right')), 'somebody')).rejects.toThrow('no right');
  expect((await buffer(await printPdf(aPage, 'somebody'))).length).toBeGreaterThan(100);
});
