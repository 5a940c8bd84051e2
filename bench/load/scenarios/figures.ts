import { machine } from '../../machine.ts';
import { type Result, result } from '../../result.ts';
import { percentile, total } from '../client/histogram.ts';
import { admitted, happened, latencies, lateness, type Phase, runOf, type Taken, waiting, wholeRun } from '../run/run.ts';
import { busyCores } from '../run/samples.ts';
import type { Stretch } from './stretch.ts';

/** Makes figures of one scenario: a name, a value, a unit, and what is to be reached. */
export type Figure = (
  name: string,
  value: number | null,
  unit: string,
  more?: Partial<Pick<Result, 'target' | 'baseline' | 'better'>>,
) => Result[];

/** Figures of a scenario; those that nobody could measure are left out. */
export function figuresOf(scenario: string, { time, strength }: Stretch): Figure {
  const flags = `${time === 1 ? '' : ` --time ${time}`}${strength === 1 ? '' : ` --strength ${strength}`}`;
  return (name, value, unit, more = {}) =>
    value === null || Number.isNaN(value)
      ? []
      : [result({ name: `${scenario}: ${name}`, value, unit, command: `bin/bench ${scenario}${flags}`, ...more })];
}

/** What every scenario says of a part of itself: errors, timeouts, resets, latency of those let in, what was told. */
export function ordinaryFigures(figure: Figure, taken: Taken, part: Pick<Phase, 'from' | 'to'>): Result[] {
  const letIn = latencies(taken, part, admitted);
  const told = latencies(taken, part, waiting);
  return [
    figure('people who came', happened(taken, part, 'arrived'), '', { better: 'higher' }),
    figure('errors', happened(taken, part, 'error', 'reset'), '', { target: 0 }),
    figure('timeouts', happened(taken, part, 'timeout'), '', { target: 0 }),
    figure('asked again on a line that had been closed', happened(taken, part, 'asked again'), ''),
    figure('admitted requests', total(letIn), '', { better: 'higher' }),
    figure('admitted, median', percentile(letIn, 0.5), 'ms'),
    figure('admitted, 95th share', percentile(letIn, 0.95), 'ms'),
    figure('admitted, 99th share', percentile(letIn, 0.99), 'ms', { target: 1000 }),
    figure('told to wait', happened(taken, part, 'told'), ''),
    figure('answer of who must wait, 99th share', percentile(told, 0.99), 'ms'),
  ].flat();
}

/** How right the told times were. */
export function toldFigures(figure: Figure, { report: { recording } }: Taken): Result[] {
  const told = recording.waits.filter(({ left }) => !left);
  if (told.length === 0) return [];
  const share = (slackSeconds: number) =>
    told.filter(
      ({ toldSeconds, waitedSeconds }) =>
        waitedSeconds !== null && Math.abs(waitedSeconds - toldSeconds) <= Math.max(slackSeconds, toldSeconds / 4),
    ).length / told.length;
  const longest = told.reduce((most, { waitedSeconds }) => Math.max(most, waitedSeconds ?? 0), 0);
  return [
    figure('told time right within 25 %, share of people', share(0), '', { target: 0.9, better: 'higher' }),
    figure('told time right within 25 % or 3 s, share', share(3), '', { better: 'higher' }),
    figure('longest wait', longest, 's'),
    figure('not let in within the run', told.filter(({ waitedSeconds }) => waitedSeconds === null).length, '', { target: 0 }),
  ].flat();
}

/** What the client itself did: a run whose client was late says more of the client. */
export function clientFigures(figure: Figure, taken: Taken, say: (line: string) => void): Result[] {
  const { p99, isDisturbed } = lateness(taken);
  const part = wholeRun(taken);
  const inside = happened(taken, part, 'inside');
  const busy = busyCores(taken.samples, 'client', part.from, part.to) ?? 0;
  const others = busyCores(taken.samples, 'others', part.from, part.to) ?? 0;
  const { exhausted } = taken.report;
  if (isDisturbed) say(`DISTURBED: the client was ${Math.round(p99)} ms late at the 99th share`);
  if (exhausted > 0) say(`DISTURBED: the client had no more lines ${exhausted} times`);
  if (others > 0.15) say(`DISTURBED: other programs kept ${others.toFixed(1)} cores busy`);
  return [
    figure('client later than planned, 99th share', p99, 'ms', { target: 50 }),
    figure('client out of lines', exhausted, '', { target: 0 }),
    figure('client, cores', busy, ''),
    figure('client CPU for each person inside', inside === 0 ? null : (busy * (part.to - part.from)) / inside, 'ms'),
    figure('other programs, cores', others, '', { target: 0.15 }),
  ].flat();
}

/** Says what went wrong most often, and puts the run itself beside the first figure. */
export function withRun(scenario: string, taken: Taken, results: Result[], say: (line: string) => void): Result[] {
  const run = runOf(scenario, machine(), taken);
  for (const { words, times } of run.faults.slice(0, 10)) say(`${scenario}: ${times} × ${words}`);
  const [first, ...rest] = results;
  return first === undefined ? [] : [{ ...first, run }, ...rest];
}
