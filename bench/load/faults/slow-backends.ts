import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ending } from '../../endings.ts';
import { childrenOf } from '../../process-time.ts';

const turnMs = 100;

/**
 * Slows a PostgreSQL as a disk does that hardly answers: of the processes that work for clients, half stand still for a tenth of a second, then the
 * other half, and so on. Whoever stands still keeps the locks it has.
 *
 * @param postmaster  process id
 */
export async function withSlowBackends(postmaster: number, seconds: number): Promise<void> {
  const standing = new Set<number>();
  const goOn = (): void => {
    for (const pid of standing) signal(pid, 'SIGCONT');
    standing.clear();
  };
  const { run: end } = ending(goOn);
  try {
    for (let turn = 0; turn * turnMs < seconds * 1000; turn++) {
      for (const [at, pid] of backendsOf(postmaster).entries()) if (at % 2 === turn % 2 && signal(pid, 'SIGSTOP')) standing.add(pid);
      await sleep(turnMs);
      goOn();
    }
  } finally {
    await end();
  }
}

/** Processes of clients, not those that write and clean up for all. */
function backendsOf(postmaster: number): number[] {
  return childrenOf(postmaster).filter((pid) => {
    try {
      return /^postgres: .*schulhof/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
    } catch {
      return false; // it has ended
    }
  });
}

function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT'): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false; // it has ended
  }
}
