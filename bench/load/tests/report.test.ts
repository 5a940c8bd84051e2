import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { json, result } from '../../result.ts';
import { drawn, tabled } from '../report/chart.ts';
import { reportPage } from '../report/page.ts';
import { writeReport } from '../report/write-report.ts';
import type { Run, SecondOfRun } from '../run/run.ts';

const folder = mkdtempSync(join(tmpdir(), 'schulhof-bench-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

const second = (at: number): SecondOfRun => ({
  arrived: at,
  letIn: 0,
  inside: at,
  waiting: 100 - at,
  errors: 0,
  p50: 10,
  p95: 20,
  p99: at === 50 ? 4_321 : 30,
  working99: at === 3 ? null : 5,
  server: 1.2,
  database: 0.4,
  client: 0.2,
  serverMegabytes: 210,
  databaseMegabytes: 300,
});
const run: Run = {
  scenario: 'flood',
  machine: '2 × <chip>',
  phases: [
    { name: 'flood', from: 0, to: 60 },
    { name: 'the line empties', from: 60, to: 99 },
  ],
  faults: [{ words: 'new page: 500 <b>', times: 3 }],
  seconds: Array.from({ length: 100 }, (_, at) => second(at)),
};
const figures = [
  result({ name: 'flood: errors', value: 3, unit: '', target: 0, command: 'bin/bench flood', run }),
  result({ name: 'flood: goodput', value: 0.95, unit: 'x', target: 0.9, better: 'higher', command: 'bin/bench flood' }),
];

describe('the report', () => {
  test('is one page that asks nobody for anything and runs nothing', () => {
    const page = reportPage([{ run, figures }]);
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(|https?:\/\//);
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('light dark');
    expect(page).toContain('2 × &lt;chip&gt;');
    expect(page).toContain('new page: 500 &lt;b&gt;');
  });

  test('says what was met and what was missed, and has a table under every chart', () => {
    const page = reportPage([{ run, figures }]);
    expect(page).toMatch(/flood: errors<\/th><td>3 <\/td><td>≤ 0<\/td>.*?missed/);
    expect(page).toMatch(/flood: goodput<\/th><td>0.95 x<\/td><td>≥ 0.9<\/td><td><\/td><td>met/);
    const charts = page.split('<svg').length - 1;
    expect(charts).toBe(6);
    expect(page.split('as a table</summary>').length - 1).toBe(charts);
  });

  test('draws the highest value at the top and says the names of the parts', () => {
    const svg = drawn({ title: 'CPU', unit: 'cores', series: [{ name: 'server', values: [0, 2, null, 1] }] }, run.phases);
    expect(svg).toContain('aria-label="CPU, cores"');
    expect(svg).toMatch(/d="M56\.0 216\.0L354\.7 22\.0L952\.0 119\.0"/);
    expect(drawn({ title: 'x', unit: '', series: [{ name: 'y', values: run.seconds.map(() => 1) }] }, run.phases)).toContain(
      '>the line empties<',
    );
  });

  test('loses no peak in its tables', () => {
    const table = tabled({ title: 'Latency', unit: 'ms', series: [{ name: '99 %', values: run.seconds.map(({ p99 }) => p99) }] });
    expect(table).toContain('4,321');
    expect(table.match(/<tr>/g)?.length).toBeLessThanOrEqual(41);
  });

  test('is written beside the file it was made of, and refuses one without a run', () => {
    const file = join(folder, 'flood.json');
    writeFileSync(file, json(figures));
    const page = writeReport([file]);
    expect(page).toBe(join(folder, 'flood.html'));
    expect(readFileSync(page, 'utf8')).toContain('<h2>flood</h2>');
    expect(writeReport([file, file])).toBe(join(folder, 'report.html'));
    writeFileSync(file, json(figures.slice(1)));
    expect(() => writeReport([file])).toThrow('holds no run');
  });
});
