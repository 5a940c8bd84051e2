import type { Titles } from '#kernel/texts/texts.ts';
import type { Capacity } from './capacity.ts';

/** A right, in plain words, with the capacities that have it unless the school decides otherwise. */
export interface Permission {
  /** `module.verb_noun` */
  readonly id: string;
  readonly title: Titles;
  readonly defaults: readonly Capacity[];
  /** Needs a second factor or passkey (formats.md 6.4: those who keep registers, office, admins). */
  readonly strong?: boolean;
  /** Cannot be taken away or given by the school (e.g. a pupil's own work). */
  readonly fixed?: boolean;
}
