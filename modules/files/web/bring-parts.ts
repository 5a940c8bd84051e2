import { CallFailed } from '#kernel/web/call.ts';

/** What it takes to bring a file to a store in parts. */
export interface PartWays {
  /** How it is cut, and which parts are there. */
  look: () => Promise<{ partBytes: number; partCount: number; arrived: readonly number[] }>;
  addressOf: (number: number) => Promise<string>;
  /** Throws `NotTaken` when the store does not take it, for whatever reason. */
  put: (address: string, bytes: Blob, onProgress: (sentBytes: number) => void, signal: AbortSignal) => Promise<void>;
  finish: () => Promise<{ ready: boolean }>;
}

/** The store has not taken a part: there is no line to it, or it says no. */
export class NotTaken extends Error {
  override readonly name = 'NotTaken';
}

interface Told {
  onProgress: (sentBytes: number) => void;
  signal: AbortSignal;
  /** Pauses before the next try, in milliseconds; they begin anew with every part that arrives. */
  retryDelays: readonly number[];
}

/** Parts at once: more would only slow each other down. */
const atOnce = 3;
/** So often in a row the store may refuse, while the server answers, before the way to it counts as shut. */
const mostRefused = 3;

/**
 * Brings a file to a store, part by part; what a lost line has stopped goes on with the parts that are missing.
 *
 * @returns false when the store cannot be reached from here: the file must go another way
 * @throws CallFailed with the server's refusal, or when there is no line after all tries; anything once the signal is aborted
 */
export async function bringParts(file: Blob, ways: PartWays, { onProgress, signal, retryDelays }: Told): Promise<boolean> {
  const state = { tries: 0, refused: 0 };
  for (;;) {
    try {
      await bringMissing(file, ways, { onProgress, signal, onPart: () => Object.assign(state, { tries: 0, refused: 0 }) });
      for (;;) if ((await ways.finish()).ready) return true;
    } catch (error) {
      if (signal.aborted || isShut(error)) return gone(error, signal);
      if (error instanceof NotTaken) state.refused += 1;
      else if (!mayPass(error)) throw error;
      if (state.refused >= mostRefused) return false;
      const delay = retryDelays[state.tries];
      state.tries += 1;
      if (delay === undefined) throw error;
      await pause(delay, signal);
    }
  }
}

async function bringMissing(
  file: Blob,
  ways: PartWays,
  { onProgress, onPart, signal }: Pick<Told, 'onProgress' | 'signal'> & { onPart: () => void },
): Promise<void> {
  const { partBytes, partCount, arrived } = await ways.look();
  const partOf = (number: number) => file.slice((number - 1) * partBytes, number * partBytes);
  const sent = new Map(arrived.map((number) => [number, partOf(number).size]));
  const tell = (number: number, bytes: number) => {
    sent.set(number, bytes);
    onProgress([...sent.values()].reduce((sum, part) => sum + part, 0));
  };
  const missing = Array.from({ length: partCount }, (_, place) => place + 1).filter((number) => !sent.has(number));
  let failed = false;
  const bringNext = async () => {
    for (;;) {
      const number = failed ? undefined : missing.shift();
      if (number === undefined) return;
      try {
        const part = partOf(number);
        await ways.put(await ways.addressOf(number), part, (bytes) => tell(number, Math.min(bytes, part.size)), signal);
        tell(number, part.size);
        onPart();
      } catch (error) {
        failed = true; // those under way come to their end, no new one begins
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: atOnce }, bringNext));
  for (const { reason } of ended.filter((one) => one.status === 'rejected')) throw reason;
}

/** The server has no such way, now. */
function isShut(error: unknown): boolean {
  return error instanceof CallFailed && error.code === 'files.not_straight';
}

function gone(error: unknown, signal: AbortSignal): false {
  if (signal.aborted) throw error;
  return false;
}

/** Whether it may be otherwise in a moment: no line, a busy or failing server, parts that have not arrived. */
function mayPass(error: unknown): boolean {
  return error instanceof CallFailed && (error.status === 0 || [409, 423, 429].includes(error.status) || error.status >= 500);
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((done, fail) => {
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        fail(signal.reason);
      },
      { once: true },
    );
  });
}
