import cluster from 'node:cluster';
import { alone } from '#kernel/joined/alone.ts';
import type { Joined } from '#kernel/joined/joined.ts';
import { primaryOthers } from '#kernel/joined/primary.ts';
import { redisOthers } from '#kernel/joined/redis.ts';
import { together } from '#kernel/joined/together.ts';
import type { Log } from '#kernel/log/log.ts';
import { lineOfThisWorker } from './cluster-lines.ts';

/** What joins this process to the others: a Redis-protocol server where one is named, else the primary process where there is one, else nothing. */
export function openJoined(redisUrl: string | undefined, log: Log): Joined {
  const changed = (joined: boolean) => {
    if (joined) log.info('the other processes can be reached again');
    else log.warn('the other processes cannot be reached; this one goes on alone');
  };
  if (redisUrl !== undefined && redisUrl !== '') return together(redisOthers(redisUrl), changed);
  return cluster.isWorker ? together(primaryOthers(lineOfThisWorker()), changed) : alone();
}
