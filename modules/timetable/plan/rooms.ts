import { newId } from '#kernel/ids/id.ts';
import type { UntisExport } from '../untis/read-untis.ts';
import type { KnownRoom } from './present.ts';

/** Rooms an import adds and changes. */
export interface RoomWrites {
  added: Omit<KnownRoom, 'source'>[];
  changed: { before: KnownRoom; after: Omit<KnownRoom, 'source'> }[];
  /** Different rooms the files name. */
  named: number;
  /** The id of a room by its short name, also of one that is new. */
  idOf(shortName: string): string;
}

/** Rooms come in by their short names; what a human has entered about one stays. */
export function plannedRooms({ timetable, lessons, rooms }: UntisExport, present: readonly KnownRoom[]): RoomWrites {
  const known = new Map(present.map((room) => [room.shortName, room]));
  const listed = new Map(rooms.map(({ shortName, name, capacity }) => [shortName, { name, capacity }]));
  const names = new Set([...listed.keys(), ...(timetable ?? []).flatMap((row) => row.rooms)]);
  const added = [...names]
    .filter((shortName) => !known.has(shortName))
    .map((shortName) => ({ id: newId(), shortName, name: null, capacity: null, ...listed.get(shortName) }));
  const changed = present.flatMap((before) => {
    const said = listed.get(before.shortName);
    if (said === undefined || before.source === null) return [];
    const after = {
      id: before.id,
      shortName: before.shortName,
      name: said.name ?? before.name,
      capacity: said.capacity ?? before.capacity,
    };
    return after.name === before.name && after.capacity === before.capacity ? [] : [{ before, after }];
  });
  // without a timetable the rooms of lessons are counted, but none is made of them
  const named = timetable === null ? new Set([...names, ...lessons.flatMap((row) => row.rooms)]) : names;
  const ids = new Map([...present, ...added].map(({ id, shortName }) => [shortName, id]));
  return {
    ...{ added, changed, named: named.size },
    idOf: (shortName) => {
      const id = ids.get(shortName);
      if (id === undefined) throw new Error('a room that was not planned');
      return id;
    },
  };
}
