import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readArguments } from '../arguments.ts';
import { isReached, result, table } from '../result.ts';

const known = ['sign-in', 'bundle'];
const flags = { time: 1, strength: 1, accounts: [100, 10_000, 1_000_000], schools: [1, 100, 4_000] };

function bench(...args: string[]) {
  return spawnSync(process.execPath, [resolve('bench/main.ts'), ...args], { encoding: 'utf8' });
}

describe('the command line', () => {
  test('names and --json are read in any order, a name given twice counts once', () => {
    expect(readArguments(['bundle', '--json', 'a.json', 'sign-in', 'bundle'], known)).toEqual({
      do: 'run',
      names: ['bundle', 'sign-in'],
      jsonFile: 'a.json',
      flags,
    });
    expect(readArguments(['bundle'], known)).toEqual({ do: 'run', names: ['bundle'], jsonFile: null, flags });
  });

  test('time, strength and sizes are numbers', () => {
    const given = ['bundle', '--time', '0.1', '--strength', '2', '--accounts', '100', '--schools', '0'];
    expect(readArguments(given, known)).toMatchObject({ flags: { time: 0.1, strength: 2, accounts: [100], schools: [] } });
  });

  test('report takes files', () => {
    expect(readArguments(['report', 'a.json', 'b.json'], known)).toEqual({ do: 'report', files: ['a.json', 'b.json'] });
  });

  test('without names it lists what there is', () => {
    expect(readArguments([], known)).toEqual({ do: 'list' });
  });

  test.each([
    [['evening']],
    [['bundle', 'evening']],
    [['--fast']],
    [['bundle', '--json']],
    [['bundle', '--json', '']],
    [['--json', 'a.json']],
    [['report']],
    [['bundle', '--time', '0']],
    [['bundle', '--strength', 'much']],
    [['bundle', '--accounts', '1;2']],
  ])('%j is refused', (args) => {
    expect(readArguments(args, known)).toMatchObject({ do: 'refuse' });
  });

  test('an unknown name ends with 64 and the list, on standard error', () => {
    const { status, stdout, stderr } = bench('bundle', 'breakfast');
    expect(status).toBe(64);
    expect(stdout).toBe('');
    expect(stderr).toContain('There is no benchmark breakfast.');
    for (const name of [
      'sign-in',
      'start-page',
      'bundle',
      'roster-import',
      'morning',
      'city',
      'flood',
      'restart',
      'slow',
      'capacity',
      'growth',
    ])
      expect(stderr).toContain(`\n  ${name} `);
  });

  test('without names the list is the answer', () => {
    const { status, stdout } = bench();
    expect(status).toBe(0);
    expect(stdout).toContain('sign-in');
  });
});

describe('results', () => {
  const measured = result({ name: 'sign-in', value: 4.56789, unit: 'ms', target: 6, baseline: 2.2839, command: 'bin/bench sign-in' });

  test('have exactly the fields of the contract, rounded, with the ratio to the baseline', () => {
    expect(measured).toEqual({
      name: 'sign-in',
      value: 4.568,
      unit: 'ms',
      better: 'lower',
      target: 6,
      baseline: 2.284,
      ratio: 2,
      command: 'bin/bench sign-in',
    });
  });

  test('have null where there is no target or baseline, never a missing field', () => {
    expect(result({ name: 'x', value: 1, unit: 's', command: 'bin/bench x' })).toMatchObject({ target: null, baseline: null, ratio: null });
  });

  test('are shown in a table that names what is missed', () => {
    const missed = result({ name: 'bundle', value: 31, unit: 'kB', target: 30, command: 'bin/bench bundle' });
    expect([measured, missed].map(isReached)).toEqual([true, false]);
    const [, first, second] = table([measured, missed]).split('\n');
    expect(first).toMatch(/^sign-in +4\.568 ms +≤ 6 +2\.284 +2$/);
    expect(second).toMatch(/^bundle +31 kB +≤ 30 .*missed$/);
  });
});
