import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

interface Stat {
  parent: number;
  /** user + system, this process and its ended children, in ticks */
  ticks: number;
}

/**
 * CPU seconds a process has used since it began: user and system time, its ended children included (proc(5), fields 14 to 17 of
 * `/proc/<pid>/stat`; the kernel counts in ticks of 10 ms).
 */
export function cpuSecondsOf(pid: number): number {
  return stat(pid).ticks / ticksPerSecond;
}

/**
 * CPU seconds of a process and its children: of a PostgreSQL by its postmaster (backends, writers, vacuum), of a server by its first process. Those that
 * ended count too: the parent has inherited their time.
 */
export function cpuSecondsOfTree(first: number): number {
  for (let attempt = 0; ; attempt++) {
    const before = childrenOf(first);
    try {
      const ticks = stat(first).ticks + before.reduce((sum, pid) => sum + stat(pid).ticks, 0);
      // a child that ended in between would count twice or not at all
      if (childrenOf(first).join() === before.join()) return ticks / ticksPerSecond;
    } catch (error) {
      if (attempt >= 20) throw error;
    }
  }
}

/** Memory of a process and its children that is their own, in MB of 1,000,000 bytes, and what they share counted once (proc(5), status). */
export function memoryOfTree(first: number): number {
  let own = 0;
  let shared = 0;
  for (const pid of [first, ...childrenOf(first)]) {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      const kilobytes = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
      own += kilobytes('RssAnon');
      shared = Math.max(shared, kilobytes('RssShmem') + kilobytes('RssFile'));
    } catch {
      // it has ended meanwhile
    }
  }
  return ((own + shared) * 1024) / 1_000_000;
}

/** The living children of a process. */
export function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return stat(pid).parent === parent;
      } catch {
        return false; // it ended
      }
    })
    .sort((one, other) => one - other);
}

/** CPU seconds all processes of the machine together have used since it began, also those of other guests that took from us. */
export function cpuSecondsOfMachine(): number {
  const [all = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  // user, nice, system, idle, iowait, irq, softirq, steal; proc(5)
  const fields = all.trim().split(/ +/).slice(1, 9).map(Number);
  return fields.reduce((sum, ticks, at) => (at === 3 || at === 4 ? sum : sum + ticks), 0) / ticksPerSecond;
}

function stat(pid: number): Stat {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // the second field is the program's name in brackets and may hold anything; counting begins after it, with field 3
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const field = (number: number) => Number(fields[number - 3]);
  return { parent: field(4), ticks: field(14) + field(15) + field(16) + field(17) };
}
