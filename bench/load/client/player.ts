import { setTimeout as sleep } from 'node:timers/promises';
import { accessCookie, deviceCookie } from '#kernel/http/session.ts';
import { openBrowser } from '../http/browser.ts';
import type { Sockets } from '../http/sockets.ts';
import { goOn, handIn, isGoneWrong, openList, openStart, signIn, upload } from './journeys.ts';
import type { Arrival, Person } from './person.ts';
import type { Recorder } from './recording.ts';
import { type Visitor, visitor } from './visitor.ts';

/** Everybody the client knows, by what they do. */
export interface Cast {
  new: Person[];
  returning: Person[];
  working: Person[];
}

/** A server, what is recorded of it, and who plays. */
export interface Stage {
  sockets: Sockets;
  recorder: Recorder;
  cast: Cast;
  password: string;
  isOver(): boolean;
}

/** How often people at work do what. */
export interface Work {
  people: number;
  /** between two requests of one person, on average */
  everyMs: number;
  /** shares of the requests; half of the rest are start pages, half lists */
  handIns: number;
  uploads: number;
}

/** Plays a plan, beginning now: nobody waits for anybody's answer. Done when the last has gone. */
export async function play(stage: Stage, arrivals: readonly Arrival[]): Promise<void> {
  const zero = performance.now();
  const visits: Promise<void>[] = [];
  for (let next = 0; next < arrivals.length; ) {
    const now = performance.now() - zero;
    for (let arrival = arrivals[next]; arrival !== undefined && arrival.at <= now; arrival = arrivals[++next])
      visits.push(visit(stage, arrival, next, zero + arrival.at));
    await sleep(Math.max(1, (arrivals[next]?.at ?? 0) - (performance.now() - zero)));
  }
  await Promise.all(visits);
}

/** So many at a time for so long, one after the other without a pause. */
export async function press(stage: Stage, who: 'new' | 'returning', atOnce: number, seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1000;
  let next = 0;
  const one = async (): Promise<void> => {
    while (performance.now() < end) {
      const number = next++;
      const arrival: Arrival = { at: 0, who, person: number, impatience: null, afterwards: 'nothing', thinkMs: 0 };
      await visit(stage, arrival, number, performance.now());
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

/** People at work, until the returned function is called. */
export function work(stage: Stage, { people, everyMs, handIns, uploads }: Work): () => void {
  const timers = new Set<NodeJS.Timeout>();
  let isResting = false;
  for (const [number, person] of stage.cast.working.slice(0, people).entries()) {
    const browser = openBrowser(stage.sockets, number, person.cookies);
    const they = visitor({ who: 'working', browser, recorder: stage.recorder, impatience: null, isOver: stage.isOver });
    // the next moment follows from the one before, never from an answer
    const plan = (due: number): void => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        if (isResting) return browser.leave();
        void tolerate(doSomething(they, person, stage.recorder, { handIns, uploads }, due));
        plan(due + everyMs * (0.5 + Math.random()));
      }, due - performance.now());
      timers.add(timer);
    };
    plan(performance.now() + everyMs * Math.random());
  }
  return () => {
    isResting = true;
  };
}

async function doSomething(
  they: Visitor,
  person: Person,
  recorder: Recorder,
  { handIns, uploads }: Pick<Work, 'handIns' | 'uploads'>,
  due: number,
): Promise<void> {
  const dice = Math.random();
  // not everybody may keep files: whoever has courses may
  if (dice < uploads && person.courseId !== null) {
    if (!(await upload(they, person, due))) recorder.event('refused');
  } else if (dice < uploads + handIns) await handIn(they, person, due);
  else if (dice < (1 + uploads + handIns) / 2 && person.courseId !== null) await openList(they, person, due);
  else await openStart(they, person, due);
}

/** One person comes, does what they came for, and goes. */
async function visit(stage: Stage, arrival: Arrival, number: number, due: number): Promise<void> {
  const { who, impatience, afterwards, thinkMs } = arrival;
  const people = stage.cast[who];
  const person = people[arrival.person % people.length];
  if (person === undefined) throw new Error(`there is nobody who is ${who}`);
  const browser = openBrowser(stage.sockets, number, person.cookies);
  const they = visitor({ who, browser, recorder: stage.recorder, impatience, isOver: stage.isOver });
  stage.recorder.event('arrived');
  const come = who === 'new' ? signIn(they, person, stage.password, due) : openStart(they, person, due);
  await tolerate(
    come.then(async () => {
      stage.recorder.event('inside');
      if (who === 'returning') keepDevice(person, browser.cookies);
      await goOn(they, person, afterwards, thinkMs);
    }),
  );
  browser.leave();
}

/** The device shows its present token the next time it comes, and once more an access token that is past its time. */
function keepDevice(person: Person, cookies: ReadonlyMap<string, string>): void {
  const device = cookies.get(deviceCookie);
  const access = person.cookies[accessCookie];
  if (device !== undefined && access !== undefined) person.cookies = { [accessCookie]: access, [deviceCookie]: device };
}

/** What went wrong is in the recording; only a fault of the client's own ends it. */
async function tolerate(visiting: Promise<void>): Promise<void> {
  try {
    await visiting;
  } catch (error) {
    if (!isGoneWrong(error)) throw error;
  }
}
