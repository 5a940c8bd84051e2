import { claimKey } from './alone.ts';
import type { Act, Joined } from './joined.ts';
import { memoryNumbers } from './numbers.ts';
import { localWords } from './words.ts';

/** The way to the others: a primary process, or a Redis-protocol server. */
export interface Others {
  /** Does it where all do it. May reject, and need not answer at all: nobody waits longer than `answerMs`. */
  ask(act: Act): Promise<number>;
  /** To all others, not to this process. May be lost. */
  say(channel: string, message: string): void;
  /** Called once, before anything is asked. `gap`: words may have been lost before this moment. */
  listen(heard: (channel: string, message: string) => void, gap: () => void): void;
  close(): Promise<void>;
}

/** Who does not answer so long is away. */
const answerMs = 1_000;

/** How often somebody away is knocked at. */
const knockMs = 500;

/** So many numbers are told in one go to somebody who has come back. */
const batch = 500;

/**
 * Joined through others who may be away. Then this process goes on alone from the last values it knew, and whoever asks waits `answerMs` at most once. When they
 * are back they are told the highest values this process knew (a server that lost its memory must not count from zero again); what two processes counted
 * apart is then the higher of both, not the sum.
 *
 * @param changed  told when the others went away (false) and when they are back (true)
 */
export function together(others: Others, changed: (joined: boolean) => void = () => {}): Joined {
  const known = memoryNumbers();
  const words = localWords();
  const gapListeners: (() => void)[] = [];
  let reachable = false;
  let told = true; // at the start nobody is told that the others are not there yet
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  others.listen(words.say, () => {
    for (const listen of gapListeners) listen();
  });

  const knock = async (): Promise<void> => {
    try {
      await inTime(others.ask({ do: 'raise', key: 'knock', to: 1, seconds: 1 }));
      const mine = known.all();
      for (let from = 0; from < mine.length; from += batch)
        await Promise.all(
          mine.slice(from, from + batch).map(({ key, value, seconds }) => inTime(others.ask({ do: 'raise', key, to: value, seconds }))),
        );
      reachable = true;
      if (!told) changed(true);
      told = true;
    } catch {
      again();
    }
  };
  const again = () => {
    if (closed) return;
    timer = setTimeout(() => void knock(), knockMs * (0.75 + Math.random() / 2));
    timer.unref();
  };
  const lost = () => {
    if (!reachable || closed) return;
    reachable = false;
    told = false;
    changed(false);
    again();
  };

  const act = async (wanted: Act): Promise<number> => {
    if (!reachable) return known.act(wanted);
    try {
      const value = await inTime(others.ask(wanted));
      known.learn(wanted.key, value, wanted.seconds);
      return value;
    } catch {
      lost();
      return known.act(wanted);
    }
  };
  void knock();
  return {
    tell: (channel, message) => {
      words.say(channel, message);
      others.say(channel, message);
    },
    hear: words.hear,
    add: (key, by, seconds) => act({ do: 'add', key, by, seconds }),
    raise: (key, to, seconds) => act({ do: 'raise', key, to, seconds }),
    claim: async (key, seconds) => (await act({ do: 'claim', key: claimKey(key), seconds })) === 1,
    joined: () => reachable,
    afterGap: (listen) => void gapListeners.push(listen),
    close: async () => {
      closed = true;
      reachable = false;
      clearTimeout(timer);
      await others.close();
    },
  };
}

/** Rejects when there is no answer in time. A process that had no time itself first looks whether the answer has been lying there. */
async function inTime(answer: Promise<number>): Promise<number> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => setImmediate(() => setImmediate(reject, new Error('no answer in time'))), answerMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
