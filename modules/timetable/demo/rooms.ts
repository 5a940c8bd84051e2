interface DemoRoom {
  shortName: string;
  name: string | null;
  capacity: number | null;
}

/** Rooms of a subject: what stands before the number, how many, what they are called. */
const special: Readonly<Record<string, { prefix: string; count: number; name: string }>> = {
  BI: { prefix: 'BIO', count: 3, name: 'Biologieraum' },
  CH: { prefix: 'CHE', count: 3, name: 'Chemieraum' },
  PH: { prefix: 'PHY', count: 3, name: 'Physikraum' },
  MU: { prefix: 'MUS', count: 2, name: 'Musikraum' },
  KU: { prefix: 'KUN', count: 3, name: 'Kunstraum' },
  INF: { prefix: 'INF', count: 3, name: 'Informatikraum' },
  SP: { prefix: 'HALLE', count: 6, name: 'Sporthalle' },
};
const freeRooms = 40;

/** A room for each class, rooms for subjects, and some that are nobody's own. */
export function demoRooms(classNames: readonly string[]): DemoRoom[] {
  const own = classNames.map((name) => ({ shortName: `R ${name}`, name: `Klassenraum ${name}`, capacity: 32 }));
  const ofSubjects = Object.values(special).flatMap(({ prefix, count, name }) =>
    Array.from({ length: count }, (_, at) => ({
      shortName: `${prefix} ${at + 1}`,
      name: `${name} ${at + 1}`,
      capacity: prefix === 'HALLE' ? null : 30,
    })),
  );
  const free = Array.from({ length: freeRooms }, (_, at) => ({ shortName: `K ${at + 1}`, name: null, capacity: 28 }));
  return [...own, ...ofSubjects, ...free];
}

/** Where a course would be taught, best first: in a room of its subject, in that of its class, in one that is free. */
export function roomsFor(subject: string, className: string | null, rooms: readonly string[]): string[] {
  const prefix = special[subject]?.prefix;
  const beginsWith = (start: string) => rooms.filter((room) => room.startsWith(`${start} `));
  return [...(prefix === undefined ? [] : beginsWith(prefix)), ...(className === null ? [] : [`R ${className}`]), ...beginsWith('K')];
}
