/** Where "now" comes from. Tests give each school its own. */
export interface Clock {
  /** The present instant, for one school. */
  now(schoolId: string | null): Date;
}

/** The machine's clock; the only place that reads it for modules. */
export const machineClock: Clock = { now: () => new Date() };
