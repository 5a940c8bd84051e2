/** Somebody to be played, as the database knows them. */
export interface Person {
  slug: string;
  /** Name to sign in with; the password is that of all load accounts. */
  handle: string;
  /** What their browser has already: of a device that was here before. */
  cookies: Record<string, string>;
  /** A course whose list of work they open; null for who has none. */
  courseId: string | null;
  /** Work that is open for them; null for who has none. */
  assignmentId: string | null;
}

/** How impatient somebody is who waits: loads again so often, after so many milliseconds each, instead of waiting as told. */
export interface Impatience {
  times: number;
  everyMs: number;
  /** without the cookies got so far: another tab that keeps none */
  forgets: boolean;
}

/** What they do when the start page is filled: nothing, open a list of work, or that and hand in. */
export type Afterwards = 'nothing' | 'list' | 'hand-in';

/** Somebody comes, at a moment that was fixed beforehand. */
export interface Arrival {
  /** milliseconds after the plan begins */
  at: number;
  who: 'new' | 'returning';
  /** which of the people of that kind; used again from the beginning when there are fewer */
  person: number;
  impatience: Impatience | null;
  afterwards: Afterwards;
  /** How long they look at a page before the next step, each; milliseconds. */
  thinkMs: number;
}
