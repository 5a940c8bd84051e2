import type { Kysely, RawBuilder } from 'kysely';
import type { DataOf, EventType } from '#kernel/events/event.ts';
import type { JobOrder } from '#kernel/jobs/job-order.ts';
import type { Tables } from './tables.ts';

/** An act worth remembering: who did what to whom. Names are looked up when it is read, so that erasing a person takes the name away. */
export interface Act {
  /** `module.fact_in_past`, with a text under `audit.<fact>` in the module's texts. */
  act: string;
  subject?: { type: string; id: string };
  /** Plain values for the text; no personal content. */
  data?: Record<string, string | number | boolean | null>;
}

/** An open transaction in one school: Kysely over all tables, behind the wall, plus what must happen with the commit. */
export interface Db extends Kysely<Tables> {
  readonly schoolId: string;
  /** Announces a fact; delivered after commit, never before, at least once. */
  emit<E extends EventType>(event: E, data: DataOf<E>): Promise<void>;
  emitAll<E extends EventType>(event: E, data: readonly DataOf<E>[]): Promise<void>;
  /** Puts an act into the audit trail of the school. */
  audit(act: Act): Promise<void>;
  /** Asks for background work; begins after commit. */
  enqueue<P extends object>(job: JobOrder<P>, payload: P, options?: { at?: Date; key?: string }): Promise<void>;
  /** Runs after the commit succeeded, in this process only: for waking, never for work that must not be lost. */
  afterCommit(wake: () => void): void;
  /** A statement whose result nobody waits for: it goes out together with the commit, and nothing is committed if it fails. */
  withCommit(statement: RawBuilder<unknown>): void;
  /** Whether a fact was announced in this transaction. */
  hasEmitted(): boolean;
  /** Statements run so far in this transaction. */
  statementCount(): number;
}

/** An open transaction outside any school: only tables outside the wall can be read. */
export interface PlatformDb extends Kysely<Tables> {
  audit(act: Act & { schoolId?: string; actor: string }): Promise<void>;
  emit<E extends EventType>(event: E, schoolId: string | null, data: DataOf<E>): Promise<void>;
  afterCommit(wake: () => void): void;
  hasEmitted(): boolean;
  statementCount(): number;
}
