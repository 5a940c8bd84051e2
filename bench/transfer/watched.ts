import { readFile, writeFile } from 'node:fs/promises';
import { cpuSecondsOf } from '../process-time.ts';

/** How long it takes, in seconds. */
export function seconds(work: () => unknown): number {
  const begun = performance.now();
  work();
  return (performance.now() - begun) / 1000;
}

/** What a piece of work took of a process. */
export interface Watched<R> {
  of: R;
  seconds: number;
  cpuSeconds: number;
  /** By how much its memory was larger than before at its highest: the system itself keeps the peak (proc(5), clear_refs and VmHWM). */
  growthMegabytes: number;
}

/** Watches a process while something is asked of it. */
export async function watched<R>(pid: number, work: () => R): Promise<Watched<R>> {
  const before = await memoryKilobytes(pid, 'VmRSS');
  await writeFile(`/proc/${pid}/clear_refs`, '5');
  const [cpu, begun] = [cpuSecondsOf(pid), performance.now()];
  const of = work();
  const took = (performance.now() - begun) / 1000;
  const growthMegabytes = ((await memoryKilobytes(pid, 'VmHWM')) - before) / 1024;
  return { of, seconds: took, cpuSeconds: cpuSecondsOf(pid) - cpu, growthMegabytes };
}

async function memoryKilobytes(pid: number, field: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]);
}
