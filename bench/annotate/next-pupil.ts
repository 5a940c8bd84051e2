import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';

/** Pupils gone on to. */
const steps = 20;
/** So long a teacher looks at each, at least: what comes next is fetched meanwhile. */
const lookMs = 700;

/**
 * Milliseconds from the key that goes on to the frame that shows the next pupil's name and work, in the correction view of a whole class on a slowed down
 * device.
 *
 * @param slug          of the demo school
 * @param assignmentId  work that a whole class has received
 */
export async function timesToNextPupil(
  teacher: BrowserContext,
  { slug, assignmentId, slowdown }: { slug: string; assignmentId: string; slowdown: number },
): Promise<number[]> {
  const page = await teacher.newPage();
  await page.goto(`/${slug}/aufgaben/${assignmentId}/antworten`);
  await page.locator('section h2').waitFor();
  await sleep(2_000);
  const devices: CDPSession = await teacher.newCDPSession(page);
  await devices.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const times: number[] = [];
  for (let step = 0; step < steps; step += 1) {
    await sleep(lookMs);
    times.push(await timeOfStep(page));
  }
  await page.close();
  return times;
}

async function timeOfStep(page: Page): Promise<number> {
  await page.evaluate(() => {
    const shown = () => document.querySelector('section h2')?.textContent ?? '';
    const before = shown();
    const noted = new Promise<number>((resolve) => {
      const begin = (event: KeyboardEvent) => {
        if (event.key !== 'ArrowDown') return;
        globalThis.removeEventListener('keydown', begin, true);
        const look = (at: number) =>
          shown() === before ? requestAnimationFrame(look) : requestAnimationFrame((next) => resolve(Math.max(at, next) - event.timeStamp));
        requestAnimationFrame(look);
      };
      globalThis.addEventListener('keydown', begin, true);
    });
    Reflect.set(globalThis, 'benchStep', noted);
  });
  await page.keyboard.press('Alt+ArrowDown');
  return page.evaluate(() => Reflect.get(globalThis, 'benchStep') as Promise<number>); // set just above
}
