import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from '../http/answer-reader.ts';
import type { Browser, Request } from '../http/browser.ts';
import { NoAnswer } from '../http/connection.ts';
import type { Impatience } from './person.ts';
import type { Recorder, Wait, Who } from './recording.ts';
import { type Told, toldBy } from './told.ts';

/** Whoever was not answered as they should be goes no further; it is in the recording already. */
export class GoneWrong extends Error {}

/** A person at their browser, whose every step is recorded. */
export interface Visitor {
  /**
   * Asks, and waits as long as they are told: at the waiting page, or by asking the same again.
   *
   * @param step  what it is called in the recording
   * @param due   when it is to be sent, by `performance.now()`
   * @returns an answer with a status below 400
   * @throws GoneWrong
   */
  enter(step: string, request: Request, due: number): Promise<Answer>;
  /**
   * As `enter`; a status among `allowed` is also an answer.
   *
   * @throws GoneWrong
   */
  ask(step: string, request: Request, due: number, allowed?: readonly number[]): Promise<Answer>;
}

interface VisitorOptions {
  who: Who;
  browser: Browser;
  recorder: Recorder;
  impatience: Impatience | null;
  /** The scenario is over: who still waits goes home. */
  isOver(): boolean;
}

/** Somebody who comes; their wait is told in the recording. */
export function visitor({ who, browser, recorder, impatience, isOver }: VisitorOptions): Visitor {
  let wait: { told: Wait; since: number } | null = null;
  let reloads = impatience?.times ?? 0;

  const send = async (step: string, request: Request, due: number, isGood: (answer: Answer) => boolean): Promise<Answer> => {
    const sent = performance.now();
    const again = browser.askedAgain;
    try {
      const answer = await browser.ask(request);
      if (browser.askedAgain > again) recorder.event('asked again');
      const told = toldBy(answer);
      recorder.request(`${who}:${told === null ? step : 'waiting'}`, { due, sent, now: performance.now() });
      if (told !== null || isGood(answer)) return answer;
      recorder.fault('error', `${who} ${step}: ${answer.status} ${codeOf(answer)}`);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      recorder.request(`${who}:${step}`, { due, sent, now: performance.now() });
      recorder.fault(error.kind, `${who} ${step}: ${error.message}`);
    }
    throw new GoneWrong(step);
  };

  const isTold = ({ place, seconds }: Told): void => {
    if (wait !== null || place === 0) return;
    wait = { told: { who, at: 0, toldSeconds: seconds, waitedSeconds: null, left: false }, since: performance.now() };
    wait.told.at = (performance.timeOrigin + wait.since - recorder.recording.beganAt) / 1000;
    recorder.recording.waits.push(wait.told);
    recorder.event('told');
  };
  const isIn = (): void => {
    if (wait === null) return;
    wait.told.waitedSeconds = (performance.now() - wait.since) / 1000;
    wait = null;
    recorder.event('let in');
  };

  /** Waits before asking again; true when they lost patience and load again. */
  const pause = async ({ askAfterSeconds }: Told): Promise<boolean> => {
    const impatient = reloads > 0 && impatience !== null && impatience.everyMs < askAfterSeconds * 1000;
    await sleep(impatient ? impatience.everyMs : askAfterSeconds * 1000);
    if (isOver()) {
      if (wait !== null) recorder.event('left');
      throw new GoneWrong('over');
    }
    if (!impatient) return false;
    reloads -= 1;
    if (impatience.forgets) {
      if (wait !== null) {
        wait.told.left = true;
        recorder.event('left');
      }
      wait = null;
      browser.cookies.delete('schulhof_place');
    }
    return true;
  };

  /** The waiting page asks until it is this person's turn; a lost line makes it ask again after some seconds, as its script does. */
  const stayAtPage = async (first: Told): Promise<void> => {
    let told = first;
    while (told.place > 0) {
      if (await pause(told)) return;
      const due = performance.now();
      try {
        const answer = await send('waiting', { method: 'GET', path: '/wait', as: 'call' }, due, () => false);
        told = toldBy(answer) ?? told;
      } catch (error) {
        if (!(error instanceof GoneWrong)) throw error;
        told = { ...told, askAfterSeconds: 3 + 4 * Math.random() };
      }
    }
  };

  return {
    ask: (step, request, due, allowed = []) => send(step, request, due, ({ status }) => status < 400 || allowed.includes(status)),
    enter: async (step, request, due) => {
      let moment = due;
      for (;;) {
        const answer = await send(step, request, moment, ({ status }) => status < 400);
        const told = toldBy(answer);
        if (told === null) {
          isIn();
          return answer;
        }
        isTold(told);
        if (request.as === 'page') await stayAtPage(told);
        else await pause(told);
        moment = performance.now();
      }
    },
  };
}

function codeOf(answer: Answer): string {
  return /"code":"([^"]+)"/.exec(answer.body)?.[1] ?? answer.body.slice(0, 80);
}
