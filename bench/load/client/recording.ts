import { count, type Histogram } from './histogram.ts';

/** Who asks. `new`: signs in · `returning`: a device that was signed in · `working`: signed in and at work. */
export type Who = 'new' | 'returning' | 'working';
/** What is counted per second besides requests. */
export type Event =
  /** somebody came who was planned */
  | 'arrived'
  /** was told a place for the first time */
  | 'told'
  /** was let in after waiting */
  | 'let in'
  /** threw the place away and came anew, or went home when the run ended */
  | 'left'
  /** has the filled start page */
  | 'inside'
  /** a status that should not be, a timeout, a reset: each is also named in `faults` */
  | 'error'
  | 'timeout'
  | 'reset'
  /** a kept line was closed before a byte of the answer came, and the browser asked again by itself */
  | 'asked again'
  /** a write that was refused in words because the disk is full, in the scenario that fills it */
  | 'refused';

/** One second of a run. */
export interface Second {
  events: Partial<Record<Event, number>>;
  /** latency from the planned moment to the end of the answer, by `who:step`; milliseconds */
  latency: Map<string, Histogram>;
  /** how much later than planned the client itself sent; milliseconds */
  late: Histogram;
}

/** What somebody who waited was told and what came of it. */
export interface Wait {
  who: Who;
  /** seconds since the run began */
  at: number;
  toldSeconds: number;
  /** null: not within the run */
  waitedSeconds: number | null;
  /** threw the place away: nothing can be said of what they were told */
  left: boolean;
}

/** All the client has seen. */
export interface Recording {
  /** milliseconds since 1970 of second 0 */
  beganAt: number;
  seconds: Second[];
  waits: Wait[];
  /** what went wrong → how often */
  faults: Map<string, number>;
}

/** Writes a recording while it happens. */
export interface Recorder {
  readonly recording: Recording;
  event(name: Event): void;
  fault(name: 'error' | 'timeout' | 'reset', words: string): void;
  /** @param due  when it was to be sent, `sent` and `now`: when it was and when it ended; all by `performance.now()` */
  request(key: string, times: { due: number; sent: number; now: number }): void;
}

/** Begins a recording now. Requests count in the second in which they were due, events in that in which they happen. */
export function openRecorder(): Recorder {
  const zero = performance.now();
  const recording: Recording = { beganAt: performance.timeOrigin + zero, seconds: [], waits: [], faults: new Map() };
  const at = (time: number): Second => {
    const index = Math.max(0, Math.floor((time - zero) / 1000));
    while (recording.seconds.length <= index) recording.seconds.push({ events: {}, latency: new Map(), late: new Map() });
    return recording.seconds[index] ?? { events: {}, latency: new Map(), late: new Map() };
  };
  const event = (name: Event): void => {
    const { events } = at(performance.now());
    events[name] = (events[name] ?? 0) + 1;
  };
  return {
    recording,
    event,
    fault: (name, words) => {
      event(name);
      recording.faults.set(words, (recording.faults.get(words) ?? 0) + 1);
    },
    request: (key, { due, sent, now }) => {
      const { latency, late } = at(due);
      const histogram = latency.get(key) ?? new Map();
      latency.set(key, histogram);
      count(histogram, now - due);
      count(late, Math.max(0, sent - due));
    },
  };
}
