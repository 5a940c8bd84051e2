import type { Arrival, Person } from './person.ts';
import type { Recording } from './recording.ts';

/** What the client can be told. Each is answered when it is done. */
export type Order =
  /** More people of a kind; they come in pieces, since messages are not for megabytes. */
  | { do: 'know'; who: 'new' | 'returning' | 'working'; people: Person[] }
  /** Begins a recording of what is asked of this server. */
  | { do: 'begin'; port: number; password: string }
  /** Who will come, in pieces: reading a long plan takes the client time in which others would have come. */
  | { do: 'plan'; arrivals: Arrival[] }
  /** People come as planned, beginning now. Done when the last of them has gone. */
  | { do: 'play' }
  /** People at work ask every so often until `rest`; done at once. Their requests never wait for answers. */
  | { do: 'work'; people: number; everyMs: number; handIns: number; uploads: number }
  | { do: 'rest' }
  /** So many at a time, each as soon as the one before is done: what the server can do. */
  | { do: 'press'; who: 'new' | 'returning'; atOnce: number; seconds: number }
  /** Whoever still waits goes home at their next question. */
  | { do: 'close' }
  /** Hands over the recording. */
  | { do: 'report' };

/** The recording, and how the client itself fared. */
export interface Report {
  recording: Recording;
  /** Times that somebody had to wait for a line of the client's own. */
  exhausted: number;
  /** Lines open when it was asked. */
  open: number;
}

/** An order on its way, and its answer. */
export interface Sent {
  number: number;
  order: Order;
}

/** The answer to the order of this number. */
export type Answered = { number: number; answer: Report | null } | { number: number; failed: string };
