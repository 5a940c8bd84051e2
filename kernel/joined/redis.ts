import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import type { Act } from './joined.ts';
import type { Others } from './together.ts';

/** Each act is one script: Redis runs it whole, so two processes never both read before either writes. */
const scripts: Readonly<Record<Act['do'], string>> = {
  add: `local sum = redis.call('incrby', KEYS[1], ARGV[1]) redis.call('pexpire', KEYS[1], ARGV[2]) return sum`,
  raise: `local now = tonumber(redis.call('get', KEYS[1]) or ARGV[1])
    local high = math.max(now, tonumber(ARGV[1]))
    redis.call('set', KEYS[1], string.format('%.0f', high), 'px', ARGV[2]) return high`,
  // later claims must not make the first one last longer
  claim: `local count = redis.call('incr', KEYS[1]) if count == 1 then redis.call('pexpire', KEYS[1], ARGV[1]) end return count`,
};

/**
 * The others through a Redis-protocol server; all processes of an installation name the same one. It needs no persistence. Two connections: one that
 * subscribes can do nothing else.
 *
 * @param url  `redis://…`; its database number keeps installations apart that share a server
 */
export function redisOthers(url: string): Others {
  const settings = { maxRetriesPerRequest: 0, enableOfflineQueue: false, retryStrategy: pauseMs };
  const asking = new Redis(url, settings);
  const hearing = new Redis(url, { ...settings, autoResubscribe: false });
  // without a listener the driver prints every failed knock; `together` says once that the others are away
  for (const line of [asking, hearing]) line.on('error', () => {});
  const channel = `schulhof:${asking.options.db ?? 0}:words`;
  const self = randomBytes(9).toString('base64url');
  return {
    ask: async (act) => {
      const answer: unknown = await asking.eval(scripts[act.do], 1, `schulhof:${act.key}`, ...argumentsOf(act));
      if (typeof answer !== 'number') throw new Error('Redis answered no number');
      return answer;
    },
    say: (channelName, message) => {
      asking.publish(channel, JSON.stringify([self, channelName, message])).catch(() => {}); // may be lost
    },
    listen: (heard, gap) => {
      let before = false;
      hearing.on('ready', () => {
        hearing.subscribe(channel).then(
          () => {
            if (before) gap();
            before = true;
          },
          () => hearing.disconnect(true), // connected, but deaf: once more
        );
      });
      hearing.on('message', (_channel: string, text: string) => {
        const [from, channelName, message] = JSON.parse(text) as [string, string, string]; // written by `say`
        if (from !== self) heard(channelName, message);
      });
    },
    close: async () => {
      asking.disconnect();
      hearing.disconnect();
    },
  };
}

function argumentsOf(act: Act): (string | number)[] {
  const milliseconds = Math.max(1, Math.ceil(act.seconds * 1000));
  if (act.do === 'claim') return [milliseconds];
  return [act.do === 'add' ? act.by : act.to, milliseconds];
}

function pauseMs(attempt: number): number {
  return Math.min(2_000, 100 * attempt) * (0.75 + Math.random() / 2);
}
