import type { Capacity, Context } from './capacity.ts';

/** Who asks, in one school and one context. */
export interface Caller {
  readonly identityId: string;
  readonly deviceId: string;
  readonly personId: string;
  readonly name: string;
  readonly context: Context;
  /** All contexts this person may switch to here. */
  readonly contexts: readonly Context[];
  /** Capacities of the present context only. */
  readonly capacities: readonly Capacity[];
  readonly permissions: ReadonlySet<string>;
  /** Divisions to which the working capacities are limited; null: the whole school. */
  readonly divisionIds: readonly string[] | null;
  /** Whether this sign-in has shown a second factor or passkey. */
  readonly strong: boolean;
  /** Whether some of the rights ask for a second factor or passkey. */
  readonly strongNeeded: boolean;
  /** A device that others use after this person: nothing is kept on it. */
  readonly sharedDevice: boolean;
  /** Whether this sign-in is somebody at other schools too. */
  readonly atSeveralSchools: boolean;
}

/** What the module that knows people tells the kernel about a sign-in, in one statement. */
export interface CallerFacts {
  personId: string;
  name: string;
  language: string | null;
  strong: boolean;
  sharedDevice: boolean;
  atSeveralSchools: boolean;
  capacities: readonly { capacity: Capacity; divisionId: string | null }[];
}
