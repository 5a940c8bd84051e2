import { expect, test } from 'vitest';
import { CallFailed } from '#kernel/web/call.ts';
import { bringParts, NotTaken, type PartWays } from '../bring-parts.ts';

const file = new Blob(['aaabbbcccdd']); // four parts of three
const offline = () => new CallFailed(0, 'kernel.offline', {}, '');

/** A server and a store outside; `fails` says before each step whether it fails. */
function aStore(fails: (step: string) => Error | null = () => null) {
  const parts = new Map<number, string>();
  const steps: string[] = [];
  let waits = 1;
  const step = (name: string) => {
    steps.push(name);
    const error = fails(name);
    if (error !== null) throw error;
  };
  const ways: PartWays = {
    look: async () => {
      step('look');
      return { partBytes: 3, partCount: 4, arrived: [...parts.keys()] };
    },
    addressOf: async (number) => {
      step(`address ${number}`);
      return String(number);
    },
    put: async (address, bytes, onProgress) => {
      step(`put ${address}`);
      onProgress(1);
      parts.set(Number(address), await bytes.text());
    },
    finish: async () => {
      step('finish');
      if (parts.size < 4) throw new CallFailed(409, 'files.parts_missing', {}, '');
      waits -= 1;
      return { ready: waits < 0 };
    },
  };
  return { parts, steps, ways };
}

function bring(ways: PartWays, signal = new AbortController().signal) {
  const sent: number[] = [];
  const told = { onProgress: (bytes: number) => sent.push(bytes), signal, retryDelays: [0, 0, 0, 0] };
  return { sent, result: bringParts(file, ways, told) };
}

test('all parts are brought once, and it is asked until the file is ready', async () => {
  const { parts, steps, ways } = aStore();
  const { sent, result } = bring(ways);
  expect(await result).toBe(true);
  expect([...parts].sort().map(([, text]) => text)).toEqual(['aaa', 'bbb', 'ccc', 'dd']);
  expect(steps.filter((step) => step.startsWith('put'))).toHaveLength(4);
  expect(steps.slice(-2)).toEqual(['finish', 'finish']);
  expect(sent.at(-1)).toBe(11);
});

test('after a lost line only what is missing is brought, and progress does not begin anew', async () => {
  let [lost, wasLost] = [0, false];
  const { steps, ways } = aStore((step) => {
    if (step === 'put 4' && !wasLost) {
      [lost, wasLost] = [2, true];
      return new NotTaken('no line');
    }
    if (step === 'look' && lost > 0) {
      lost -= 1;
      return offline();
    }
    return null;
  });
  const { sent, result } = bring(ways);
  expect(await result).toBe(true);
  expect(steps.filter((step) => step.startsWith('put')).sort()).toEqual(['put 1', 'put 2', 'put 3', 'put 4', 'put 4']);
  expect(sent.slice(-2)).toEqual([10, 11]);
});

test('without a line for too long it ends with that, and nothing is lost', async () => {
  let isDown = true;
  const { parts, ways } = aStore((step) => (isDown && step === 'address 3' ? offline() : null));
  await expect(bring(ways).result).rejects.toMatchObject({ code: 'kernel.offline' });
  expect(parts.size).toBeGreaterThan(0);
  isDown = false;
  expect(await bring(ways).result).toBe(true);
});

test('a store that cannot be reached while the server answers is left for the other way', async () => {
  const { steps, ways } = aStore((step) => (step.startsWith('put') ? new NotTaken('blocked') : null));
  expect(await bring(ways).result).toBe(false);
  expect(steps.filter((step) => step === 'look')).toHaveLength(3);
  const shut = aStore((step) => (step === 'look' ? new CallFailed(409, 'files.not_straight', {}, '') : null));
  expect(await bring(shut.ways).result).toBe(false);
});

test('a refusal is told at once, and a busy server is asked again', async () => {
  const refused = aStore((step) => (step === 'finish' ? new CallFailed(415, 'files.content_mismatch', {}, 'nein') : null));
  await expect(bring(refused.ways).result).rejects.toMatchObject({ code: 'files.content_mismatch' });
  expect(refused.steps.filter((step) => step === 'finish')).toHaveLength(1);
  let busy = 3;
  const later = aStore((step) => {
    if (step !== 'finish' || busy === 0) return null;
    busy -= 1;
    return new CallFailed(503, 'kernel.unavailable', {}, '');
  });
  expect(await bring(later.ways).result).toBe(true);
});

test('given up, it stops', async () => {
  const given = new AbortController();
  const { steps, ways } = aStore((step) => {
    if (step !== 'put 1') return null;
    given.abort(new Error('given up'));
    return new NotTaken('aborted');
  });
  await expect(bring(ways, given.signal).result).rejects.toThrow();
  expect(steps).not.toContain('finish');
  expect(steps.filter((step) => step === 'look')).toHaveLength(1);
});
