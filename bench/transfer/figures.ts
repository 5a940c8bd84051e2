import { median } from '../cost/rounds.ts';
import { type Result, result } from '../result.ts';

/** What was measured, a figure per round: seconds, and megabytes of memory. */
export interface Figures {
  cp: number[];
  /** `cp`, and the copy is on the disk: what an upload promises when it is answered. */
  durable: number[];
  upload: number[];
  /** Into a file of the client's. */
  download: number[];
  /** Counted by the client and thrown away. */
  discarded: number[];
  /** The same by node:http alone: taken in one request, hashed, written and on the disk; and sent into a file. */
  bareUpload: number[];
  bareDownload: number[];
  /** Seconds of the server's CPU. */
  cpuUp: number[];
  cpuDown: number[];
  growthUp: number[];
  growthDown: number[];
}

const command = 'bin/bench transfer';
/** Of the throughput of `cp`, and megabytes. */
const [targetRatio, targetGrowth] = [0.7, 60];

/** Medians; of the memory the most. A ratio of 1 is as quick as what it is compared with. */
export function resultsOf(figures: Figures): Result[] {
  const { cp, durable, upload, download, discarded, bareUpload, bareDownload, cpuUp, cpuDown, growthUp, growthDown } = figures;
  const beside = (name: string, ours: number[], other: number[], target: number | null): Result => ({
    ...result({ name, value: median(other) / median(ours), unit: 'x', target, command }),
    better: 'higher',
  });
  const growth = (name: string, values: number[]) =>
    result({ name, value: Math.max(...values), unit: 'MB', target: targetGrowth, command });
  return [
    beside('transfer: upload of 1 GB beside cp', upload, cp, targetRatio),
    beside('transfer: upload of 1 GB beside cp and sync', upload, durable, null),
    beside('transfer: download of 1 GB into a file beside cp', download, cp, targetRatio),
    beside('transfer: download of 1 GB thrown away beside cp', discarded, cp, null),
    growth('transfer: growth of the server, upload', growthUp),
    growth('transfer: growth of the server, download', growthDown),
    result({ name: 'transfer: upload of 1 GB (bare: node:http)', value: median(upload), baseline: median(bareUpload), unit: 's', command }),
    result({
      name: 'transfer: download of 1 GB (bare: node:http)',
      value: median(download),
      baseline: median(bareDownload),
      unit: 's',
      command,
    }),
    result({ name: 'transfer: CPU of the server, upload', value: median(cpuUp), unit: 's', command }),
    result({ name: 'transfer: CPU of the server, download', value: median(cpuDown), unit: 's', command }),
  ];
}
