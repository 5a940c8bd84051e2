import type { Capacity } from '#kernel/access/capacity.ts';
import type { PersonState } from '#modules/people/public.ts';
import type { RosterPersonKind, RosterSnapshot } from '../formats/snapshot.ts';
import type { PersonMatches } from './match-persons.ts';
import { isCurrent, type Present } from './present.ts';
import { capacityOf } from './source-of.ts';

/** Somebody who does not belong to the school any more as what the source listed them. */
export interface Leaver {
  person: PersonState;
  kind: RosterPersonKind;
  /** They are nothing else here: the person leaves, not only the capacity. */
  wholly: boolean;
}

/**
 * Who leaves: people an earlier import knew, of a kind this source lists completely, who are not in it, and those of whom it says so.
 * Entered by hand, a guest, or asked about just now: nobody leaves unsaid.
 */
export function findLeavers(snapshot: RosterSnapshot, present: Present, { matches, questions }: PersonMatches): Map<string, Leaver> {
  const { complete } = snapshot;
  const isComplete: Record<RosterPersonKind, boolean> = {
    pupil: complete.pupils,
    teacher: complete.teachers,
    staff: false,
    guardian: complete.guardians,
  };
  const held = Map.groupBy(
    present.capacities.filter((row) => isCurrent(row, present.today)),
    ({ personId }) => personId,
  );
  const named = new Map<string, 'active' | 'leaving'>();
  for (const row of snapshot.persons) {
    const personId = matches.get(row.key)?.personId;
    if (personId !== undefined && named.get(personId) !== 'active') named.set(personId, row.status);
  }
  const asked = new Set(questions.flatMap(({ candidates }) => candidates.map(({ id }) => id)));
  const leavers = new Map<string, Leaver>();
  for (const person of present.persons) {
    const kind = kindOfSource(person);
    const capacities = held.get(person.id)?.map(({ capacity }) => capacity) ?? [];
    if (kind === null || person.status === 'left' || asked.has(person.id) || !capacities.includes(capacityOf[kind])) continue;
    const said = named.get(person.id);
    if (said === 'active' || (said === undefined && (!isComplete[kind] || person.guestOf !== null))) continue;
    const others = capacities.filter((capacity: Capacity) => capacity !== capacityOf[kind]);
    leavers.set(person.id, { person, kind, wholly: others.length === 0 });
  }
  return leavers;
}

/** As what an import has entered somebody: `svws.pupil` → pupil; null: by hand. */
function kindOfSource({ source }: PersonState): RosterPersonKind | null {
  const kind = source?.split('.').at(-1);
  return kind === 'pupil' || kind === 'teacher' || kind === 'staff' || kind === 'guardian' ? kind : null;
}
