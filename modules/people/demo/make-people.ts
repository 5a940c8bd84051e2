import type { Capacity } from '#kernel/access/capacity.ts';
import { handleOf } from '#kernel/ids/handle.ts';
import { newId } from '#kernel/ids/id.ts';
import type { DemoRandom } from '#kernel/module/manifest.ts';
import type { CapacityToSave } from '../bulk/save-capacities.ts';
import type { PersonToSave } from '../bulk/save-persons.ts';
import type { RelationToSave } from '../bulk/save-relations.ts';
import { type DemoFamily, demoFamily } from './names.ts';
import { demoPlan } from './plan.ts';
import { demoStaff, sharedFamilies } from './roles.ts';

/** Everybody of one school of the demo city, ready to be saved. */
export interface DemoPeople {
  persons: PersonToSave[];
  capacities: CapacityToSave[];
  relations: RelationToSave[];
  /** Guardians of the families with children at two schools: person → name. */
  shared: { personId: string; handleOf: string }[];
}

/**
 * Makes the people of a school. Later seeds find them by `source` "demo" and `source_id`: `teacher/<n>/<subjects>`,
 * `pupil/<class>/<level>/<n>`, `staff/<n>`, `guardian/<n>`.
 */
export function makePeople(slug: string, random: DemoRandom): DemoPeople {
  const made: DemoPeople = { persons: [], capacities: [], relations: [], shared: [] };
  const add = (sourceId: string, capacities: readonly Capacity[], person: Omit<PersonToSave, 'id'>): string => {
    const id = newId();
    made.persons.push({ ...person, id, source: 'demo', sourceId });
    for (const capacity of capacities) made.capacities.push({ personId: id, capacity });
    return id;
  };
  addStaff(slug, random, add);
  addPupils(slug, random, add, made);
  return made;
}

type Add = (sourceId: string, capacities: readonly Capacity[], person: Omit<PersonToSave, 'id'>) => string;

function addStaff(slug: string, random: DemoRandom, add: Add): void {
  const known = slug === 'park' || slug === 'berufskolleg' ? demoStaff[slug] : demoStaff.goethe;
  const shortNames = new Set<string>();
  for (const [at, one] of known.entries()) {
    if (one.short !== null) shortNames.add(one.short);
    const teaches = one.subjects.length > 0;
    add(teaches ? `teacher/0${at}/${one.subjects.join(',')}` : `staff/${at}`, one.capacities, {
      firstName: one.first,
      lastName: one.last,
      gender: one.gender,
      title: one.title,
      shortName: one.short,
    });
  }
  for (const [at, subjects] of demoPlan(slug).teachers.entries()) {
    const gender = random.next() < 0.64 ? 'w' : 'm';
    const family = demoFamily(random);
    add(`teacher/${at + 1}/${subjects.join(',')}`, ['teacher'], {
      firstName: family.given(gender),
      lastName: family.lastName,
      gender,
      shortName: shortNameOf(family.lastName, shortNames),
    });
  }
}

/** A Kürzel as schools make them: three letters of the family name, a further one when taken. */
function shortNameOf(lastName: string, taken: Set<string>): string {
  const letters = lastName.toLocaleUpperCase('de').replaceAll(/[^A-ZÄÖÜ]/g, '');
  const tries = [letters.slice(0, 3), ...[...letters.slice(3)].map((letter) => letters.slice(0, 2) + letter)];
  for (let number = 2; ; number += 1) {
    const free = tries.find((name) => name.length > 1 && !taken.has(name));
    if (free !== undefined) {
      taken.add(free);
      return free;
    }
    tries.push(`${letters.slice(0, 3)}${number}`);
  }
}

interface Household {
  family: DemoFamily;
  guardianIds: string[];
}

function addPupils(slug: string, random: DemoRandom, add: Add, made: DemoPeople): void {
  const plan = demoPlan(slug);
  // two of three have given an address, at a place where no mail ever arrives (RFC 2606)
  const addGuardian = (firstName: string, lastName: string, gender: 'm' | 'w') =>
    add(`guardian/${made.persons.length}`, ['guardian'], {
      firstName,
      lastName,
      gender,
      ...(made.persons.length % 3 > 0 && { email: `${handleOf(firstName, lastName)}@eltern.example` }),
    });
  const relate = (childId: string, guardianIds: readonly string[]) =>
    made.relations.push(...guardianIds.map((personId, at) => ({ personId, childId, kind: 'guardian' as const, place: at + 1 })));
  const seats = new Map(plan.classes.map(({ name, pupils }) => [name, pupils]));
  const addPupil = (className: string, firstName: string, lastName: string, gender: 'm' | 'w') => {
    const { yearLevel = '01' } = plan.classes.find(({ name }) => name === className) ?? {};
    const left = seats.get(className) ?? 0;
    seats.set(className, left - 1);
    return add(`pupil/${className}/${yearLevel}/${left}`, ['pupil'], {
      firstName,
      lastName,
      gender,
      birthDate: birthDate(plan.bornFirstLevel - Number(yearLevel) + 1, random),
    });
  };

  if (slug === 'park' || slug === 'goethe') {
    for (const { lastName, guardians, ...children } of sharedFamilies) {
      const [firstName, gender, className] = children[slug];
      const childId = addPupil(className, firstName, lastName, gender);
      const ids = guardians.map(([first, guardianGender]) => addGuardian(first, lastName, guardianGender));
      made.shared.push(...ids.map((personId, at) => ({ personId, handleOf: `${guardians[at]?.[0] ?? ''} ${lastName}` })));
      relate(childId, ids);
    }
  }
  const siblings: Household[] = [];
  for (const { name } of plan.classes) {
    while ((seats.get(name) ?? 0) > 0) {
      const gender = random.next() < 0.5 ? 'm' : 'w';
      const earlier = siblings.length > 40 && random.next() < 0.28 ? siblings.splice(random.int(0, siblings.length - 30), 1)[0] : undefined;
      const family = earlier?.family ?? demoFamily(random);
      const childId = addPupil(name, family.given(gender), family.lastName, gender);
      if (!plan.withGuardians) continue;
      const guardianIds =
        earlier?.guardianIds ??
        (random.next() < 0.75 ? (['w', 'm'] as const) : (['w'] as const)).map((each) =>
          addGuardian(family.given(each), family.lastName, each),
        );
      relate(childId, guardianIds);
      if (earlier === undefined) siblings.push({ family, guardianIds });
    }
  }
  if (slug === 'park') addAssistant(made);
}

/** The assistant of one child in 3a, who sees that child's day only. */
function addAssistant(made: DemoPeople): void {
  const assistant = made.persons.find(({ sourceId }) => sourceId === 'staff/2');
  const child = made.persons.find(({ sourceId }) => sourceId?.startsWith('pupil/3a/'));
  if (assistant && child) made.relations.push({ personId: assistant.id, childId: child.id, kind: 'assistant' });
}

function birthDate(year: number, random: DemoRandom): string {
  return `${year}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`;
}
