import type { PupilResult } from '../../answer/contract.ts';

/** What is answered at once: one pupil, or a team under the id of one of its members. */
export interface Unit extends PupilResult {
  members: { pupilId: string; name: string }[];
}

/**
 * Teams once, with their members' names, where the first of them stands. Members of a team are one unit as long as they have the same hand-in; who has left
 * with an earlier one, and who has an answer of their own, stands alone.
 *
 * @param nameOf  the team's name by its number
 */
export function unitsOf(rows: readonly PupilResult[], nameOf: (number: number) => string): Unit[] {
  const units = new Map<string, Unit>();
  for (const row of rows) {
    const member = { pupilId: row.pupilId, name: row.name };
    const isOfTeam = row.team !== null && row.answer?.forOne !== true;
    const key = isOfTeam ? `${row.team?.id} ${row.handIn?.handedInAt ?? ''}` : row.pupilId;
    const known = units.get(key);
    if (known === undefined) units.set(key, { ...row, members: [member] });
    else known.members.push(member);
  }
  return [...units.values()].map((unit) =>
    unit.team === null || unit.members.length === 1 ? unit : named(unit, nameOf(unit.team.number)),
  );
}

/** "Gruppe 3: Ada, Ben". Family names come first in rows; of a team the given ones are enough. */
function named(unit: Unit, team: string): Unit {
  return { ...unit, name: `${team}: ${unit.members.map(({ name }) => name.split(', ').at(-1)).join(', ')}` };
}

/** Whether a pupil is in a unit. */
export function holds({ members }: Unit, pupilId: string): boolean {
  return members.some((member) => member.pupilId === pupilId);
}

/** The unit a pupil is in. */
export function unitOf(units: readonly Unit[], pupilId: string): Unit | undefined {
  return units.find((unit) => holds(unit, pupilId));
}

/** How many pupils these are together. */
export function heads(units: readonly Unit[]): number {
  return units.reduce((sum, { members }) => sum + members.length, 0);
}
