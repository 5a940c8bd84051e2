import { type Histogram, merged, percentile, total } from '../client/histogram.ts';
import type { Report } from '../client/orders.ts';
import type { Event } from '../client/recording.ts';
import type { Sample } from './samples.ts';

/** A part of a run; milliseconds since 1970. */
export interface Phase {
  name: string;
  from: number;
  to: number;
}

/** All that was seen of a run. */
export interface Taken {
  report: Report;
  samples: Sample[];
  phases: Phase[];
}

/** One second, as the report shows it. Latency in milliseconds, null where nobody asked. */
export interface SecondOfRun {
  arrived: number;
  letIn: number;
  inside: number;
  waiting: number;
  errors: number;
  p50: number | null;
  p95: number | null;
  p99: number | null;
  /** of people who were at work before */
  working99: number | null;
  /** cores */
  server: number | null;
  database: number | null;
  client: number | null;
  serverMegabytes: number | null;
  databaseMegabytes: number | null;
}

/** A run as it is kept beside its figures: everything a report needs. */
export interface Run {
  scenario: string;
  machine: string;
  /** second after the first at which each phase begins */
  phases: { name: string; from: number; to: number }[];
  faults: { words: string; times: number }[];
  seconds: SecondOfRun[];
}

/** Which requests a percentile is asked of, by the `who:step` of the recording. */
export type Chosen = (key: string) => boolean;

/** Requests of people who were let in: all but those answered by a place in the line, and those of people at work. */
export const admitted: Chosen = (key) => !key.startsWith('working:') && !key.endsWith(':waiting');
/** Requests of people at work. */
export const working: Chosen = (key) => key.startsWith('working:');
/** Answers that tell a place. */
export const waiting: Chosen = (key) => key.endsWith(':waiting');

/** The latencies of requests that were due in a phase. */
export function latencies({ report: { recording } }: Taken, { from, to }: Pick<Phase, 'from' | 'to'>, chosen: Chosen): Histogram {
  const [first, end] = [from, to].map((moment) => Math.round((moment - recording.beganAt) / 1000));
  return merged(
    recording.seconds
      .slice(Math.max(0, first ?? 0), Math.max(0, end ?? 0))
      .flatMap(({ latency }) => [...latency].flatMap(([key, histogram]) => (chosen(key) ? [histogram] : []))),
  );
}

/** How often something happened in a phase. */
export function happened({ report: { recording } }: Taken, { from, to }: Pick<Phase, 'from' | 'to'>, ...events: Event[]): number {
  const [first = 0, end = 0] = [from, to].map((moment) => Math.max(0, Math.round((moment - recording.beganAt) / 1000)));
  return recording.seconds
    .slice(first, end)
    .reduce((sum, second) => sum + events.reduce((one, event) => one + (second.events[event] ?? 0), 0), 0);
}

/** The phase of this name. */
export function phaseOf({ phases }: Taken, name: string): Phase {
  const found = phases.find((it) => it.name === name);
  if (found === undefined) throw new Error(`there was no ${name}`);
  return found;
}

/** The whole run, from the first phase to the end of the last. */
export function wholeRun({ phases }: Taken): Pick<Phase, 'from' | 'to'> {
  return { from: Math.min(...phases.map(({ from }) => from)), to: Math.max(...phases.map(({ to }) => to)) };
}

/** So much later than planned the client may send, at the 99th share, in milliseconds. */
const mostLateMs = 50;

/** How late the client was itself, at the 99th share; beyond 50 ms the run says more of the client than of the server. */
export function lateness({ report: { recording } }: Taken): { p99: number; isDisturbed: boolean } {
  const p99 = percentile(merged(recording.seconds.map(({ late }) => late)), 0.99) ?? 0;
  return { p99, isDisturbed: p99 > mostLateMs };
}

/** Second by second, for the report. */
export function secondsOf(taken: Taken): SecondOfRun[] {
  const { report, samples } = taken;
  const { beganAt, seconds } = report.recording;
  const { to } = wholeRun(taken);
  let standing = 0;
  return seconds.slice(0, Math.ceil((to - beganAt) / 1000)).map(({ events, latency }, at) => {
    standing += (events.told ?? 0) - (events['let in'] ?? 0) - (events.left ?? 0);
    const of = (chosen: Chosen) => merged([...latency].flatMap(([key, histogram]) => (chosen(key) ? [histogram] : [])));
    const [all, busy] = [of(admitted), of(working)];
    const [before, after] = around(samples, beganAt + at * 1000);
    const cores = (part: 'server' | 'database' | 'client') =>
      before === undefined || after === undefined ? null : Math.max(0, ((after[part] - before[part]) * 1000) / (after.at - before.at));
    const share = (histogram: Histogram, part: number) => (total(histogram) === 0 ? null : percentile(histogram, part));
    return {
      arrived: events.arrived ?? 0,
      letIn: events['let in'] ?? 0,
      inside: events.inside ?? 0,
      waiting: standing,
      errors: (events.error ?? 0) + (events.timeout ?? 0) + (events.reset ?? 0),
      p50: share(all, 0.5),
      p95: share(all, 0.95),
      p99: share(all, 0.99),
      working99: share(busy, 0.99),
      server: cores('server'),
      database: cores('database'),
      client: cores('client'),
      serverMegabytes: after?.serverMegabytes ?? null,
      databaseMegabytes: after?.databaseMegabytes ?? null,
    };
  });
}

/** The run as it is kept; times are seconds after the recording began. */
export function runOf(scenario: string, machine: string, taken: Taken): Run {
  const { beganAt, faults } = taken.report.recording;
  const second = (moment: number) => Math.round((moment - beganAt) / 1000);
  return {
    scenario,
    machine,
    phases: taken.phases.map(({ name, from, to }) => ({ name, from: second(from), to: second(to) })),
    faults: [...faults].map(([words, times]) => ({ words, times })).sort((one, other) => other.times - one.times),
    seconds: secondsOf(taken).map(rounded),
  };
}

/** The samples before and after the middle of a second. */
function around(samples: readonly Sample[], from: number): [Sample | undefined, Sample | undefined] {
  const after = samples.findIndex(({ at }) => at >= from + 500);
  return after < 1 ? [undefined, undefined] : [samples[after - 1], samples[after]];
}

function rounded(second: SecondOfRun): SecondOfRun {
  const entries = Object.entries(second).map(([name, value]) => [name, value === null ? null : Math.round(value * 100) / 100]);
  return { ...second, ...Object.fromEntries(entries) };
}
