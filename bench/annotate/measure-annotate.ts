import { setTimeout as sleep } from 'node:timers/promises';
import { type CDPSession, chromium, type Page } from 'playwright-core';
import { startProduct } from '../../tests/journeys/product.ts';
import { buildPages } from '../bundle.ts';
import { median } from '../cost/rounds.ts';
import { ending } from '../endings.ts';
import { type Result, result } from '../result.ts';
import { handInPdf } from './hand-in-pdf.ts';
import { longPdf } from './long-pdf.ts';
import { timesToNextPupil } from './next-pupil.ts';

const pages = 30;
/** The device is taken for so many times slower than this machine. */
const slowdown = 4;
/** As often as a pen tells where it is, per second; the browser gives what came between two frames at once. */
const movesPerSecond = 125;
const strokes = 24;
const movesOfStroke = 50;
/** One frame of a usual screen, in milliseconds, and what a clock of whole tenths makes of it. */
const targetMs = 16.8;
const command = 'bin/bench annotate';

/**
 * Time between frames while a teacher draws on a PDF of 30 pages, and while they scroll through it, in a browser without a graphics card whose processor is slowed
 * down to a quarter. In milliseconds, by the timestamps of `requestAnimationFrame`.
 */
export async function measureAnnotate(say: (line: string) => void): Promise<Result[]> {
  say('annotate: building the pages …');
  buildPages();
  say('annotate: the demo city …');
  const product = await startProduct();
  const server = ending(() => product.stop());
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  const window = ending(() => browser.close());
  try {
    const open = () => browser.newContext({ baseURL: product.origin, viewport: { width: 1280, height: 860 }, locale: 'de-DE' });
    const [pupil, teacher] = [await open(), await open()];
    const work = await handInPdf(product.origin, pupil.request, teacher.request, await longPdf(pages));
    const page = await teacher.newPage();
    await page.goto(`/${work.slug}/aufgaben/${work.assignmentId}/antworten?wer=${work.pupilId}&anmerken=ja`);
    await page.locator('[data-ink="1"]').waitFor();
    await page.locator('[data-page="15"]').scrollIntoViewIfNeeded();
    await page.locator('[data-ink="15"]').waitFor();
    await sleep(1500);
    const devices = await teacher.newCDPSession(page);
    say(`annotate: ${strokes} strokes and a scroll through ${pages} pages, ${slowdown} times slower …`);
    await devices.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    const idle = await framesDuring(page, () => sleep(1500));
    const drawing = await framesDuring(page, () => draw(page, devices));
    const drawn = await page.locator('[data-ink="15"]').getAttribute('aria-label');
    const scrolling = await framesDuring(page, () => scroll(page, devices));
    say(`annotate: ${drawn}; frames: ${idle.length} idle, ${drawing.length} drawing, ${scrolling.length} scrolling`);
    say('annotate: from pupil to pupil …');
    await page.close();
    const next = await timesToNextPupil(teacher, { ...work, slowdown });
    return [
      ...nextPupil(next),
      ...figures('idle', idle, null),
      ...figures('drawing', drawing, targetMs),
      ...figures('scrolling', scrolling, null),
    ];
  } finally {
    await window.run();
    await server.run();
  }
}

function nextPupil(times: readonly number[]): Result[] {
  const sorted = [...times].sort((a, b) => a - b);
  return [
    result({ name: 'annotate: next pupil, median', value: median(times), unit: 'ms', target: 150, command }),
    result({ name: 'annotate: next pupil, slowest', value: sorted.at(-1) ?? 0, unit: 'ms', target: null, command }),
  ];
}

function figures(name: string, frames: readonly number[], target: number | null): Result[] {
  const sorted = [...frames].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return [
    result({ name: `annotate: frame ${name}, median`, value: at(0.5), unit: 'ms', target, command }),
    result({ name: `annotate: frame ${name}, 95th percentile`, value: at(0.95), unit: 'ms', target, command }),
  ];
}

/** The times between frames while something is done. */
async function framesDuring(page: Page, act: () => Promise<unknown>): Promise<number[]> {
  await page.evaluate(() => {
    const noted: number[] = [];
    const note = (at: number) => {
      noted.push(at);
      if (Reflect.get(globalThis, 'benchFrames') === noted) requestAnimationFrame(note);
    };
    Reflect.set(globalThis, 'benchFrames', noted);
    requestAnimationFrame(note);
  });
  await act();
  const times = await page.evaluate(() => {
    const noted: number[] = Reflect.get(globalThis, 'benchFrames');
    Reflect.set(globalThis, 'benchFrames', null);
    return noted;
  });
  return times.slice(1).map((at, index) => at - (times[index] ?? at));
}

/** Loops of a pen one below the other, as fast as a pen tells them; nobody waits for an answer in between. */
async function draw(page: Page, devices: CDPSession): Promise<void> {
  const room = await page.locator('[data-stage]').boundingBox();
  if (room === null) throw new Error('no page to draw on');
  for (let stroke = 0; stroke < strokes; stroke += 1) {
    const [left, top] = [room.x + 60 + (stroke % 4) * 90, room.y + 40 + Math.floor(stroke / 4) * 60];
    const tell = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', x: number, y: number) =>
      devices.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', buttons: type === 'mouseReleased' ? 0 : 1, clickCount: 1 });
    await tell('mousePressed', left, top);
    const told: Promise<unknown>[] = [];
    for (let move = 1; move <= movesOfStroke; move += 1) {
      const turn = (move / movesOfStroke) * 6 * Math.PI;
      told.push(tell('mouseMoved', left + move * 1.4 + Math.cos(turn) * 14, top + Math.sin(turn) * 18));
      await sleep(1000 / movesPerSecond);
    }
    await Promise.all(told);
    await tell('mouseReleased', left + 70, top);
  }
}

/** With the wheel from the first page to the last. */
async function scroll(page: Page, devices: CDPSession): Promise<void> {
  const room = await page.locator('[data-stage]').boundingBox();
  if (room === null) throw new Error('no page to scroll');
  await page.locator('[data-stage]').evaluate((stage) => stage.scrollTo(0, 0));
  for (let turn = 0; turn < 150; turn += 1) {
    void devices.send('Input.dispatchMouseEvent', { type: 'mouseWheel', x: room.x + 100, y: room.y + 100, deltaX: 0, deltaY: 130 });
    await sleep(40);
  }
}
