/** What is needed to ask for background work; the work itself stands in `JobType`. */
export interface JobOrder<P> {
  /** `module.verb_noun` */
  readonly name: string;
  /** How often it is tried before it is given up (default 8). */
  readonly attempts?: number;
  /** Carries the payload's type only; never called. */
  takes?(payload: P): void;
}
