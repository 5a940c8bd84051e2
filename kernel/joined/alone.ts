import type { Joined } from './joined.ts';
import { memoryNumbers } from './numbers.ts';
import { localWords } from './words.ts';

/** One process alone: words reach its own listeners, numbers lie in its memory. There is nobody it could fail to reach. */
export function alone(now?: () => number): Joined {
  const numbers = memoryNumbers(now);
  const words = localWords();
  return {
    tell: words.say,
    hear: words.hear,
    add: async (key, by, seconds) => numbers.act({ do: 'add', key, by, seconds }),
    raise: async (key, to, seconds) => numbers.act({ do: 'raise', key, to, seconds }),
    claim: async (key, seconds) => numbers.act({ do: 'claim', key: claimKey(key), seconds }) === 1,
    joined: () => true,
    afterGap: () => {},
    close: async () => {},
  };
}

/** Claims and counts of one name are two things. */
export function claimKey(key: string): string {
  return `claim/${key}`;
}
