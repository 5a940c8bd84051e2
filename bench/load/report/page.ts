import { isReached, type Result } from '../../result.ts';
import type { Run, SecondOfRun } from '../run/run.ts';
import { type Chart, drawn, escaped, tabled } from './chart.ts';

const style = `:root{color-scheme:light dark;--line-1:light-dark(#1d5fb0,#7db3ff);--line-2:light-dark(#b3541e,#ffab70);--line-3:light-dark(#2f7d4f,#7fd6a2);--line-4:light-dark(#8a3f8f,#e0a0e4)}
body{margin:2rem auto;max-width:62rem;padding:0 1rem;font:16px/1.5 system-ui,sans-serif;background:light-dark(#fff,#17181b);color:light-dark(#1c1d20,#e8e8e5)}
h1{font-size:1.75rem}h2{margin-top:3rem;font-size:1.35rem}h3{margin:2rem 0 .25rem;font-size:1rem}svg{width:100%;height:auto;display:block}.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:.875rem;font-variant-numeric:tabular-nums}caption{text-align:start;padding:.25rem 0;color:light-dark(#5b5d63,#a9abb0)}th,td{padding:.15rem .75rem .15rem 0;text-align:end;border-bottom:1px solid light-dark(#e3e3df,#34363b)}th:first-child{text-align:start;font-weight:400}thead th{font-weight:600}small{color:light-dark(#5b5d63,#a9abb0)}
.missed{font-weight:600;color:light-dark(#a3231f,#ff9c96)}.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:0;padding:0;list-style:none;font-size:.875rem}.legend span{display:inline-block;width:1.25rem;height:.2rem;vertical-align:middle;margin-inline-end:.4rem}
.grid{stroke:light-dark(#e3e3df,#34363b)}.tick{font-size:11px;fill:light-dark(#5b5d63,#a9abb0)}.band-0{fill:none}.band-1{fill:light-dark(#f2f2ee,#1f2125)}path{fill:none;stroke-width:1.5;stroke-linejoin:round}summary{cursor:pointer;font-size:.875rem}
${[1, 2, 3, 4].map((at) => `.line-${at}{stroke:var(--line-${at})}.key-${at}{background:var(--line-${at})}`).join('')}`;

/** A run and the figures made of it. */
export interface Reported {
  run: Run;
  figures: readonly Result[];
}

/**
 * One page about several runs: figures with their targets, charts, a table under every chart. It holds everything it needs, asks nobody for
 * anything and runs no script.
 */
export function reportPage(reported: readonly Reported[]): string {
  const names = reported.map(({ run }) => run.scenario).join(', ');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(names)} · Schulhof</title><style>${style}</style></head>
<body><main><h1>At the door: ${escaped(names)}</h1>${reported.map(section).join('\n')}</main></body></html>
`;
}

function section({ run, figures }: Reported): string {
  const charts = chartsOf(run.seconds).map((chart) => {
    const keys = chart.series.map(({ name }, at) => `<li><span class="key-${at + 1}"></span>${escaped(name)}</li>`).join('');
    return `<h3>${escaped(chart.title)} <small>${escaped(chart.unit)}</small></h3><ul class="legend">${keys}</ul>${drawn(chart, run.phases)}
<details><summary>${escaped(chart.title)} as a table</summary><div class="scroll">${tabled(chart)}</div></details>`;
  });
  return `<section><h2>${escaped(run.scenario)}</h2><p>${escaped(run.machine)}</p><div class="scroll">${figuresTable(figures)}</div>${faults(run)}${charts.join('\n')}</section>`;
}

function figuresTable(figures: readonly Result[]): string {
  const rows = figures.map((it) => {
    const target = it.target === null ? '' : `${it.better === 'lower' ? '≤' : '≥'} ${it.target}`;
    const verdict = it.target === null ? '' : isReached(it) ? 'met' : '<span class="missed">missed</span>';
    return `<tr><th scope="row">${escaped(it.name)}</th><td>${it.value} ${escaped(it.unit)}</td><td>${target}</td><td>${it.baseline ?? ''}</td><td>${verdict}</td></tr>`;
  });
  return `<table><caption>${escaped(figures[0]?.command ?? '')}</caption><thead><tr><th scope="col">figure</th><th scope="col">value</th><th scope="col">target</th><th scope="col">beside</th><th scope="col"></th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function faults({ faults: all }: Run): string {
  if (all.length === 0) return '';
  const rows = all.slice(0, 20).map(({ words, times }) => `<tr><th scope="row">${escaped(words)}</th><td>${times}</td></tr>`);
  return `<table><caption>What went wrong</caption><tbody>${rows.join('')}</tbody></table>`;
}

function chartsOf(seconds: readonly SecondOfRun[]): Chart[] {
  const series = (name: string, of: (second: SecondOfRun) => number | null) => ({ name, values: seconds.map(of) });
  return [
    {
      title: 'Who came and who was inside',
      unit: 'people a second',
      series: [
        series('came', (it) => it.arrived),
        series('start page filled', (it) => it.inside),
        series('let in after waiting', (it) => it.letIn),
      ],
    },
    { title: 'Waiting', unit: 'people', series: [series('in line', (it) => it.waiting)] },
    { title: 'Errors, timeouts, resets', unit: 'a second', series: [series('errors', (it) => it.errors)] },
    {
      title: 'Latency of admitted requests, from the planned moment',
      unit: 'ms',
      series: [series('half', (it) => it.p50), series('95 %', (it) => it.p95), series('99 %', (it) => it.p99)],
    },
    { title: 'Latency of people at work', unit: 'ms, 99 %', series: [series('at work', (it) => it.working99)] },
    {
      title: 'CPU',
      unit: 'cores',
      series: [series('server', (it) => it.server), series('PostgreSQL', (it) => it.database), series('client', (it) => it.client)],
    },
    {
      title: 'Memory',
      unit: 'MB',
      series: [series('server', (it) => it.serverMegabytes), series('PostgreSQL', (it) => it.databaseMegabytes)],
    },
  ].filter(({ series: lines }) => lines.some(({ values }) => values.some((value) => value !== null && value !== 0)));
}
