import type { Run } from './load/run/run.ts';

/** One measured figure, as `--json` writes it. */
export interface Result {
  name: string;
  value: number;
  /** `ms`, `s`, `kB`, `MB`, `x` (a ratio), `/s`, or empty for a number of things */
  unit: string;
  better: 'lower' | 'higher';
  /** What is to be reached; null where the figure only explains another. */
  target: number | null;
  /** The same work done bare, in the same run; null where there is none. */
  baseline: number | null;
  /** value / baseline */
  ratio: number | null;
  /** What makes this figure again. */
  command: string;
  /** The first figure of a load scenario carries all that was seen, second by second: `bin/bench report` draws it. */
  run?: Run;
}

/** Makes a result; the ratio follows from value and baseline, all rounded to three significant places after the point. */
export function result(
  given: Omit<Result, 'ratio' | 'baseline' | 'better' | 'target'> & Partial<Pick<Result, 'baseline' | 'target' | 'better' | 'run'>>,
): Result {
  const { name, value, unit, command, target = null, baseline = null, better = 'lower', run } = given;
  return {
    name,
    value: rounded(value),
    unit,
    better,
    target: target === null ? null : rounded(target),
    baseline: baseline === null ? null : rounded(baseline),
    ratio: baseline === null || baseline === 0 ? null : rounded(value / baseline),
    command,
    ...(run === undefined ? {} : { run }),
  };
}

/** Whether a figure reaches its target; true where there is none. */
export function isReached({ value, target, better }: Pick<Result, 'value' | 'target' | 'better'>): boolean {
  if (target === null) return true;
  return better === 'lower' ? value <= target : value >= target;
}

const headings = ['', 'value', 'target', 'baseline', 'ratio', ''] as const;

/** The results as `--json` writes them: one figure a line. */
export function json(results: readonly Result[]): string {
  return `[\n${results.map((it) => JSON.stringify(it)).join(',\n')}\n]\n`;
}

/** The results as a table for a terminal; the last column says which targets are missed. */
export function table(results: readonly Result[]): string {
  const rows = results.map((it) => [
    it.name,
    `${it.value} ${it.unit}`.trim(),
    it.target === null ? '' : `${it.better === 'lower' ? '≤' : '≥'} ${it.target}`,
    it.baseline === null ? '' : String(it.baseline),
    it.ratio === null ? '' : String(it.ratio),
    isReached(it) ? '' : 'missed',
  ]);
  const widths = headings.map((heading, at) => Math.max(heading.length, ...rows.map((row) => row[at]?.length ?? 0)));
  return [[...headings], ...rows]
    .map((row) =>
      row
        .map((cell, at) => (at === 0 || at === 5 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
