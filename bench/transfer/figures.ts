import { median } from '../cost/rounds.ts';
import { type Result, result } from '../result.ts';

/** What was measured, a figure per round: seconds, and megabytes of memory. Unless it says otherwise, what is read comes from the disk. */
export interface Figures {
  /** `cp`, and the copy is on the disk. */
  durable: number[];
  /** Answered when it is on the disk. */
  upload: number[];
  /** Into a file of the client's, and that is on the disk. */
  download: number[];
  /** The same by node:http alone: taken in one request, hashed, written and on the disk; and sent into a file. */
  bareUpload: number[];
  bareDownload: number[];
  /** `cp` of a file that lies in memory; the copy is not waited for. */
  cp: number[];
  /** A file that lies in memory, thrown away by the client. */
  discarded: number[];
  /** Seconds of the server's CPU. */
  cpuUp: number[];
  cpuDown: number[];
  growthUp: number[];
  growthDown: number[];
}

/** Before the first round. */
export function empty(): Figures {
  const seconds = { durable: [], upload: [], download: [], bareUpload: [], bareDownload: [], cp: [], discarded: [] };
  return { ...seconds, cpuUp: [], cpuDown: [], growthUp: [], growthDown: [] };
}

const command = 'bin/bench transfer';
/** Of the throughput of `cp`, and megabytes. */
const [targetRatio, targetGrowth] = [0.7, 60];

/** Medians; of the memory the most. A ratio of 1 is as quick as what it is compared with. */
export function resultsOf(figures: Figures): Result[] {
  const { durable, upload, download, bareUpload, bareDownload, cp, discarded, cpuUp, cpuDown, growthUp, growthDown } = figures;
  const beside = (name: string, ours: number[], other: number[], target: number | null): Result => ({
    ...result({ name: `transfer: ${name}`, value: median(other) / median(ours), unit: 'x', target, command }),
    better: 'higher',
  });
  const growth = (name: string, values: number[]) =>
    result({ name: `transfer: growth of the server, ${name}`, value: Math.max(...values), unit: 'MB', target: targetGrowth, command });
  const time = (name: string, values: number[], bare?: number[]) =>
    result({ name: `transfer: ${name}`, value: median(values), baseline: bare === undefined ? null : median(bare), unit: 's', command });
  return [
    beside('upload of 1 GB beside cp, from the disk to the disk', upload, durable, targetRatio),
    beside('download of 1 GB beside cp, from the disk to the disk', download, durable, targetRatio),
    beside('download of 1 GB, thrown away, beside cp, both from memory', discarded, cp, null),
    beside('upload of 1 GB beside cp from memory, not synced', upload, cp, null),
    beside('download of 1 GB beside cp from memory, not synced', download, cp, null),
    growth('upload', growthUp),
    growth('download', growthDown),
    time('cp of 1 GB, from the disk to the disk', durable),
    time('cp of 1 GB from memory, not synced', cp),
    time('upload of 1 GB (bare: node:http)', upload, bareUpload),
    time('download of 1 GB (bare: node:http)', download, bareDownload),
    time('CPU of the server, upload', cpuUp),
    time('CPU of the server, download', cpuDown),
  ];
}
