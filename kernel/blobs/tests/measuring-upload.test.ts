import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { afterEach, expect, test, vi } from 'vitest';
import { beginMeasuringUpload } from '../measuring-upload.ts';
import { measuringWorker } from '../measuring-worker.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const large = 1_000_000_000;
/** A piece that owns its memory, as those of node:http do. */
const piece = (sizeBytes: number) => Buffer.from(new Uint8Array(randomBytes(sizeBytes)).buffer);
afterEach(() => vi.restoreAllMocks());

test.each([
  ['odd sizes', [1, 4099, 0, 65_536, 12_345, 999_999]],
  ['pieces by the hundred', Array.from({ length: 300 }, (_, index) => 1 + (index % 97))],
])('%s: the thread comes to what this thread comes to, and takes no memory that is not ours', async (_what, sizes) => {
  const measuring = beginMeasuringUpload(large);
  const pieces = sizes.map(piece);
  const whole = Buffer.concat(pieces);

  await measuring.add(pieces, false);
  expect(Buffer.concat(pieces).equals(whole)).toBe(true);
  await measuring.add(pieces, true);

  const both = Buffer.concat([whole, whole]);
  expect(await measuring.measured()).toEqual({ hash: sha256(both), sizeBytes: both.length, head: both.subarray(0, 4100) });
  measuring.forget();
});

test('pieces of ours go over without a copy; of a part of something larger only the part', async () => {
  const measuring = beginMeasuringUpload(large);
  const [own, larger] = [piece(50_000), piece(50_000)];
  const expected = sha256(Buffer.concat([own, larger.subarray(10, 20)]));

  await measuring.add([own, larger.subarray(10, 20)], true);

  expect([own.length, larger.length]).toEqual([0, 50_000]);
  expect((await measuring.measured())?.hash).toBe(expected);
});

test('two uploads at once do not mix, and one that is forgotten is not known any more', async () => {
  const [one, other] = [beginMeasuringUpload(large), beginMeasuringUpload(large)];
  const pieces = Array.from({ length: 10 }, () => piece(1000));
  const even = sha256(Buffer.concat(pieces.filter((_, index) => index % 2 === 0)));
  for (const [index, each] of pieces.entries()) await (index % 2 === 0 ? one : other).add([each], true);

  other.forget();
  await other.add([piece(10)], true);

  expect((await one.measured())?.hash).toBe(even);
  expect(await other.measured()).toBeUndefined();
});

test('at most four batches are under way: whoever brings more waits', async () => {
  await measuringWorker().end(); // a thread that is only starting answers nothing yet
  const told = vi.spyOn(Worker.prototype, 'postMessage');
  const measuring = beginMeasuringUpload(large);
  const pieces = Array.from({ length: 12 }, () => piece(1000));
  const expected = sha256(Buffer.concat(pieces));

  const bringing = (async () => {
    for (const each of pieces) await measuring.add([each], true);
  })();
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();

  expect(told).toHaveBeenCalledTimes(4);
  await bringing;
  expect((await measuring.measured())?.hash).toBe(expected);
});

test('when the thread ends in the middle, nothing is known and nobody waits for ever; the next upload has a new one', async () => {
  const measuring = beginMeasuringUpload(large);
  await measuring.add([piece(1000)], true);

  const ended = measuringWorker().end();
  for (let batch = 0; batch < 10; batch += 1) await measuring.add([piece(1000)], true);
  await ended;

  expect(measuring.sizeBytes).toBe(11_000);
  expect(await measuring.measured()).toBeUndefined();
  const next = beginMeasuringUpload(large);
  await next.add([Buffer.from('abc')], true);
  expect((await next.measured())?.hash).toBe(sha256(Buffer.from('abc')));
});

test('what could not go over is missing, and is not passed over', async () => {
  const measuring = beginMeasuringUpload(large);
  vi.spyOn(Worker.prototype, 'postMessage').mockImplementationOnce(() => {
    throw new Error('cannot be cloned');
  });
  await measuring.add([piece(10)], true);
  await measuring.add([piece(10)], true);
  expect(await measuring.measured()).toBeUndefined();
});

test('small uploads are hashed here, without a message', async () => {
  const told = vi.spyOn(Worker.prototype, 'postMessage');
  const measuring = beginMeasuringUpload(8_000_000);
  await measuring.add([Buffer.from('abc')], true);
  expect(await measuring.measured()).toMatchObject({ hash: sha256(Buffer.from('abc')), sizeBytes: 3 });
  expect(told).not.toHaveBeenCalled();
});

test('the thread keeps no process alive', async () => {
  const program = `import { beginMeasuringUpload } from '${new URL('../measuring-upload.ts', import.meta.url).href}';
    const hold = setInterval(() => {}, 100);
    const measuring = beginMeasuringUpload(${large});
    await measuring.add([Buffer.from('abc')], true);
    console.info((await measuring.measured()).hash);
    clearInterval(hold);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { timeout: 20_000 });
  expect(stdout.trim()).toBe(sha256(Buffer.from('abc')));
}, 30_000);
