import type { Pools } from '#kernel/db/pools.ts';
import type { Joined } from '#kernel/joined/joined.ts';
import { pressureOf, watchStrain } from './headroom.ts';
import type { Ledger, LineState } from './ledger.ts';
import { openLedger } from './ledger.ts';
import { costs, firstPace, nextPace, roomSeconds } from './pace.ts';
import type { LineName, Place } from './place.ts';
import { type Speed, watchSpeed } from './speed.ts';

/** Where somebody stands, in numbers they can be told. */
export interface Standing {
  /** 1 is the next. */
  place: number;
  /** Until they can come in, by what the line lately let in. */
  seconds: number;
  askAfterSeconds: number;
}

/** Who comes in, and when, in this process. */
export interface Admission {
  /** Lets somebody in who stands nowhere yet, if there is room and nobody waits before them. */
  tryNow(line: LineName): boolean;
  /** Lets somebody in whose number has been called, if there is room at this moment; they are asked to come again in a moment if not. */
  come(line: LineName): boolean;
  /** Gives back the room of somebody who had come in with this place before. */
  giveBack(line: LineName): void;
  /** Whether anybody waits in a line. */
  waits(line: LineName): boolean;
  standing(line: LineName, number: number): Standing;
  /** Whether what nobody waits for must be left out. */
  readonly full: boolean;
  /** How many wait, over all processes. */
  waiting(): number;
  readonly ledger: Ledger;
  /** Looks at the headroom and calls whom there is room for; the timer does it ten times a second. */
  tick(): Promise<void>;
  stop(): void;
}

export interface AdmissionOptions {
  joined: Joined;
  /** 1 where a mark of headroom is reached. */
  pressure(): number;
  now?: () => number;
  chance?: () => number;
}

const lines: readonly LineName[] = ['returning', 'new'];
const tickMs = 100;
/** New sign-ins get so much of what there is even while devices come back. */
const shareOfNew = 0.2;
/** Who was called asks again within so long; who has not come by then has left. */
const comingMs = 3_000;
/** So long it takes them on average. */
const comingSeconds = 1.5;

/** Opens admission over the headroom of this process. */
export function openAdmission(joined: Joined, pools: Pick<Pools, 'teaching'>): Admission {
  const strain = watchStrain(pools);
  const admission = admissionOver({ joined, pressure: () => pressureOf(strain.take()) });
  let underWay = false;
  const timer = setInterval(() => {
    if (underWay) return; // the others are slow to answer
    underWay = true;
    void admission
      .tick()
      .catch(() => {})
      .finally(() => {
        underWay = false;
      });
  }, tickMs).unref();
  return {
    ...admission,
    get full() {
      return admission.full;
    },
    stop: () => {
      clearInterval(timer);
      strain.stop();
    },
  };
}

/** Everybody comes in at once, whatever it costs: for measuring what it costs. */
export function openDoors(joined: Joined): Admission {
  const admission = admissionOver({ joined, pressure: () => 0 });
  return { ...admission, full: false, tryNow: () => true };
}

/** Admission by whatever measure; nothing ticks by itself. */
export function admissionOver({ joined, pressure, now = () => performance.now(), chance = Math.random }: AdmissionOptions): Admission {
  const ledger = openLedger(joined);
  const coming: { at: number; cost: number }[] = [];
  let pace = firstPace;
  let room = pace * roomSeconds;
  const speeds: Record<LineName, Speed> = { returning: watchSpeed(pace / costs.returning, now), new: watchSpeed(pace / costs.new, now) };
  let toCall = 0;
  let last = now();
  let strained = false;
  let before = 0;

  const ahead = ({ issued, called: reached }: LineState) => Math.max(0, issued - reached);
  const waits = (line: LineName) => ahead(ledger.known(line)) > 0;

  /** Calls as many as may come in soon; room is taken only by those who then come. */
  const call = async (line: LineName, most: number): Promise<number> => {
    const reached = ledger.known(line).called;
    const state = await ledger.call(line, Math.max(0, Math.floor(most / costs[line])));
    speeds[line].reached(state.called);
    const cost = Math.max(0, state.called - reached) * costs[line];
    if (cost > 0) coming.push({ at: now(), cost });
    return cost;
  };

  const take = (line: LineName): boolean => {
    if (room < costs[line]) return false;
    room -= costs[line];
    return true;
  };

  /** What those will take who were called and have not come yet. */
  const expected = (): number => {
    while (coming[0] !== undefined && now() - coming[0].at > comingMs) coming.shift();
    return coming.reduce((sum, { cost }) => sum + cost, 0);
  };

  const come = (line: LineName): boolean => {
    if (!take(line)) return false;
    const [first] = coming;
    if (first !== undefined) first.cost -= costs[line];
    if (first !== undefined && first.cost <= 0) coming.shift();
    return true;
  };

  return {
    ledger,
    waits,
    get full() {
      return strained || lines.some(waits);
    },
    waiting: () => lines.reduce((sum, line) => sum + ahead(ledger.known(line)), 0),
    // who was called comes before those who never waited, in so far as there is not room for both
    tryNow: (line) => !waits('returning') && !waits(line) && expected() + costs[line] <= room + pace * comingSeconds && take(line),
    come,
    giveBack: (line) => {
      room += costs[line];
    },
    standing: (line, number) => {
      const place = Math.max(1, number - ledger.known(line).called);
      const seconds = Math.max(1, Math.ceil(place / speeds[line].perSecond()));
      const rest = Math.min(120, seconds <= 6 ? Math.max(1.5, seconds) : seconds * 0.6);
      return { place, seconds, askAfterSeconds: Math.round(rest * (0.9 + chance() * 0.2) * 10) / 10 };
    },
    tick: async () => {
      const seconds = (now() - last) / 1000;
      last = now();
      const strain = pressure();
      const measured = (strain + before) / 2; // one late tenth is no trend
      before = strain;
      const most = pace * roomSeconds;
      // only what is used up holds people back: who was called and has not come yet uses nothing, and would else come together with all called for their sake
      pace = nextPace(pace, measured, room < most / 2, seconds * 10);
      strained = strain > 2;
      room = Math.min(room + pace * seconds, most);
      // room that nobody takes: some have left, others have not asked yet
      toCall = room < costs.new ? 0 : Math.min(toCall + pace * seconds * (room < most ? 1 : 1.5), most);
      toCall -= await call('returning', waits('new') ? toCall * (1 - shareOfNew) : toCall);
      toCall -= await call('new', toCall);
      for (const line of lines) {
        if (waits(line)) speeds[line].passed(seconds);
        else speeds[line].emptied();
      }
    },
    stop: () => {},
  };
}

/** Until when a place is kept whose owner is to ask again after so many seconds. */
export function keptUntil(nowSeconds: number, askAfterSeconds: number): number {
  return Math.ceil(nowSeconds + askAfterSeconds + 120);
}

/** A place as it is given to its owner. */
export function placeOf(line: LineName, number: number, ledger: Ledger, nowSeconds: number, askAfterSeconds: number): Place {
  return { line, number, called: ledger.known(line).called, keptUntil: keptUntil(nowSeconds, askAfterSeconds) };
}
