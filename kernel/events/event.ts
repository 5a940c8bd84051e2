import type { Static, TSchema } from 'typebox';

/**
 * A fact a module announces: ids only, versioned. Emitted in the transaction that made it true,
 * delivered after commit, at least once.
 */
export interface EventType<D extends TSchema = TSchema> {
  /** `module.fact_in_past` */
  readonly name: string;
  readonly version: number;
  readonly data: D;
}

/** Declares an event. */
export function eventType<const D extends TSchema>(name: string, data: D, version = 1): EventType<D> {
  return { name, version, data };
}

export type DataOf<E extends EventType> = Static<E['data']>;

/** An event as a listener gets it. */
export interface Happened<E extends EventType = EventType> {
  readonly id: string;
  readonly name: string;
  readonly schoolId: string | null;
  readonly at: Date;
  readonly data: DataOf<E>;
}
