/** One line of a chart. */
export interface Series {
  name: string;
  /** One value a second; null where there is none. */
  values: readonly (number | null)[];
}

/** A chart and the table under it. */
export interface Chart {
  title: string;
  unit: string;
  series: readonly Series[];
}

/** A named stretch of time, in seconds. */
export interface Band {
  name: string;
  from: number;
  to: number;
}

const [width, height] = [960, 240] as const;
const [left, right, top, bottom] = [56, 8, 22, 24] as const;
/** Steps in a table; and points of a line, of which more could not be seen. */
const mostRows = 40;
const mostPoints = 600;

/** A chart as SVG: lines over seconds, bands for the parts of the run. Colours are classes of the page, `line-1` and so on. */
export function drawn({ title, unit, series }: Chart, bands: readonly Band[]): string {
  const seconds = Math.max(2, ...series.map(({ values }) => values.length));
  const most = ceiling(series.flatMap(({ values }) => values).reduce<number>((one, other) => Math.max(one, other ?? 0), 0));
  const x = (second: number) => left + (second / (seconds - 1)) * (width - left - right);
  const y = (value: number) => height - bottom - (value / most) * (height - top - bottom);
  const grid = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const value = most * share;
    return `<line class="grid" x1="${left}" x2="${width - right}" y1="${one(y(value))}" y2="${one(y(value))}"/><text class="tick" x="${left - 6}" y="${one(y(value) + 4)}" text-anchor="end">${inWords(value)}</text>`;
  });
  const ticks = timeTicks(seconds).map(
    (second) => `<text class="tick" x="${one(x(second))}" y="${height - 8}" text-anchor="middle">${clock(second)}</text>`,
  );
  const marks = bands.map(({ name, from, to }, at) => {
    const wide = x(Math.min(to, seconds - 1)) - x(from);
    const label = wide > name.length * 7 ? `<text class="tick" x="${one(x(from) + 4)}" y="14">${escaped(name)}</text>` : '';
    return `<rect class="band-${at % 2}" x="${one(x(from))}" y="0" width="${one(Math.max(0, wide))}" height="${height - bottom}"/>${label}`;
  });
  const lines = series.map(({ values }, at) => `<path class="line-${at + 1}" d="${path(values, x, y)}"/>`);
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(`${title}, ${unit}`)}">${marks.join('')}${grid.join('')}${ticks.join('')}${lines.join('')}</svg>`;
}

/** The same values as a table: for each step of time the mean, and what was most in it. */
export function tabled({ series, unit }: Chart): string {
  const seconds = Math.max(0, ...series.map(({ values }) => values.length));
  const step = Math.max(1, Math.ceil(seconds / mostRows));
  const heads = series.map(({ name }) => `<th scope="col">${escaped(name)}</th>`).join('');
  const rows = Array.from({ length: Math.ceil(seconds / step) }, (_, row) => {
    const cells = series.map(({ values }) => {
      const known = values.slice(row * step, (row + 1) * step).filter((value) => value !== null);
      if (known.length === 0) return '<td></td>';
      const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
      return `<td>${inWords(mean)}${step === 1 ? '' : ` <small>≤ ${inWords(Math.max(...known))}</small>`}</td>`;
    });
    return `<tr><th scope="row">${clock(row * step)}</th>${cells.join('')}</tr>`;
  });
  const note = step === 1 ? unit : `${unit}; mean of ${step} s, and the most in them`;
  return `<table><caption>${escaped(note)}</caption><thead><tr><th scope="col">min:s</th>${heads}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

/** Text for HTML. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** The line, broken where nothing is known; of many seconds the largest value stands for its neighbours, so that no peak is lost. */
function path(values: readonly (number | null)[], x: (second: number) => number, y: (value: number) => number): string {
  const step = Math.max(1, Math.ceil(values.length / mostPoints));
  let isDrawing = false;
  let line = '';
  for (let at = 0; at < values.length; at += step) {
    const known = values.slice(at, at + step).filter((value) => value !== null);
    if (known.length > 0) line += `${isDrawing ? 'L' : 'M'}${one(x(at))} ${one(y(Math.max(...known)))}`;
    // a second in which nobody asked is no gap in a busy run, but ten are
    isDrawing = known.length > 0 || (isDrawing && values.slice(at, at + 10).some((value) => value !== null));
  }
  return line;
}

/** The next larger of 1, 2, 2.5, 5 times a power of ten. */
function ceiling(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((it) => it >= value) ?? value;
}

function timeTicks(seconds: number): number[] {
  const step = [5, 10, 30, 60, 120, 300, 600].find((it) => seconds / it <= 12) ?? 1_200;
  return Array.from({ length: Math.ceil(seconds / step) }, (_, at) => at * step);
}

function clock(second: number): string {
  return `${Math.floor(second / 60)}:${String(second % 60).padStart(2, '0')}`;
}

function inWords(value: number): string {
  const places = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: places });
}

function one(value: number): string {
  return value.toFixed(1);
}
