import type { FreeSpan } from './free-span.ts';

/** A school as every request knows it; kept in memory for some seconds. */
export interface School {
  readonly id: string;
  readonly authorityId: string;
  readonly slug: string;
  readonly name: string;
  /** Two letters: NW, NI, … */
  readonly state: string;
  readonly accent: string | null;
  readonly modulesOff: ReadonlySet<string>;
  /** The school's own changes to the default rights: `capacity permission` → granted. */
  readonly grants: ReadonlyMap<string, boolean>;
  /** Days without school, from the school year before on, in order of their first day. Public holidays follow from the state. */
  readonly freeSpans: readonly FreeSpan[];
}
