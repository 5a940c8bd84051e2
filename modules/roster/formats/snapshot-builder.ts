import { checkPerson, type FieldNames, type RawPerson } from './check-person.ts';
import { classMatchName, upperStartOf, yearLevelOf } from './class-name.ts';
import { suggestClasses } from './class-suggestion.ts';
import { limits } from './limits.ts';
import { cleanText, nameMatchKey } from './person-name.ts';
import type { ProblemList } from './problem.ts';
import type {
  RosterChildReference,
  RosterClass,
  RosterCompleteness,
  RosterCourse,
  RosterMemberPart,
  RosterPerson,
  RosterPersonKind,
  RosterPlace,
  RosterSnapshot,
  RosterSource,
  RosterTeacherPart,
} from './snapshot.ts';

/** What readers know beside the files. */
export interface BuildOptions {
  today?: string | undefined;
}

/** Puts a snapshot together: gives out keys, finds doubles, and reports what does not fit at its place. One per reading. */
export class SnapshotBuilder {
  readonly persons: RosterPerson[] = [];
  readonly classes: RosterClass[] = [];
  readonly courses: RosterCourse[] = [];
  private readonly groups: RosterSnapshot['groups'] = [];
  private readonly memberships: RosterSnapshot['memberships'] = [];
  private readonly relations: RosterSnapshot['relations'] = [];
  private readonly byId = new Map<string, RosterPerson>();
  private readonly byName = new Map<string, RosterPerson[]>();
  private readonly classByMatch = new Map<string, RosterClass>();
  private readonly namedSets = new Map<string, { key: string }>();
  private readonly joined = new Set<string>();
  private readonly relationCount = new Map<string, number>();
  readonly problems: ProblemList;
  private readonly options: BuildOptions;

  constructor(problems: ProblemList, options: BuildOptions = {}) {
    this.problems = problems;
    this.options = options;
  }

  /**
   * Adds a person, or finds the one an earlier row gave with the same source id and the same names.
   *
   * @param doubles  `merge`: several rows may speak of one person (one row per person and group); `report`: a second row is reported
   * @returns null if the row cannot be used; the reason has been reported
   */
  addPerson(raw: RawPerson, place: RosterPlace, names: FieldNames = {}, doubles: 'merge' | 'report' = 'report'): RosterPerson | null {
    const checked = checkPerson(raw, place, names, this.problems, this.options.today);
    if (checked === null) return null;
    const idKey = checked.sourceId === null ? null : `${checked.kind}:${checked.sourceId}`;
    const nameKey = personNameKey(checked.kind, checked.lastName, checked.firstName);
    const earlier = idKey === null ? this.findDouble(checked, nameKey) : this.byId.get(idKey);
    if (earlier !== undefined) {
      const same = personNameKey(earlier.kind, earlier.lastName, earlier.firstName) === nameKey && earlier.birthDate === checked.birthDate;
      if (!same) {
        const data = { id: checked.sourceId ?? '', earlierLine: earlier.place.line ?? earlier.place.path ?? '' };
        this.problems.add(place, names.sourceId ?? 'sourceId', 'source_id_duplicate', data);
        return null;
      }
      if (doubles === 'report') {
        this.problems.add(place, null, 'row_duplicate', { earlierLine: earlier.place.line ?? earlier.place.path ?? '' });
      }
      return earlier;
    }
    const person: RosterPerson = { key: idKey ?? `${checked.kind}:@${this.persons.length + 1}`, ...checked };
    this.persons.push(person);
    if (idKey !== null) this.byId.set(idKey, person);
    const namesakes = this.byName.get(nameKey) ?? [];
    this.byName.set(nameKey, [...namesakes, person]);
    return person;
  }

  /** Without ids: same names, birth date and class are one person twice; names alone are not enough, which is reported. */
  private findDouble(person: Omit<RosterPerson, 'key'>, nameKey: string): RosterPerson | undefined {
    const namesakes = (this.byName.get(nameKey) ?? []).filter((each) => each.sourceId === null);
    const sameShort = namesakes.find((each) => each.shortName !== null && each.shortName === person.shortName);
    if (sameShort !== undefined) return sameShort;
    const sameClass = namesakes.filter((each) => sameText(each.entryClass, person.entryClass));
    const same = sameClass.find((each) => each.birthDate !== null && each.birthDate === person.birthDate);
    if (same === undefined && sameClass.some((each) => each.birthDate === null && person.birthDate === null && person.shortName === null)) {
      this.problems.add(person.place, null, person.kind === 'guardian' ? 'guardian_unclear' : 'namesakes_unclear', {
        name: `${person.firstName} ${person.lastName}`,
      });
    }
    return same;
  }

  /** The person of that kind with the source's id. */
  personById(kind: RosterPersonKind, sourceId: string): RosterPerson | undefined {
    return this.byId.get(`${kind}:${sourceId}`);
  }

  /** All persons of that kind with these names, by `nameMatchKey`. */
  personsByName(kind: RosterPersonKind, lastName: string, firstName: string): readonly RosterPerson[] {
    return this.byName.get(personNameKey(kind, lastName, firstName)) ?? [];
  }

  /** Adds a class of the source's own list; null (and reported) if its name is empty or unreadable. */
  addClass(
    given: { sourceId?: string | null; name: string; statisticCode?: string | null },
    place: RosterPlace,
    column = 'name',
  ): RosterClass | null {
    const name = this.checkText(given.name, place, column, limits.classNameLength);
    if (name === null) return null;
    const matchName = classMatchName(name);
    const sourceId = given.sourceId ?? null;
    const made: RosterClass = {
      key: sourceId === null ? `class:@${this.classes.length + 1}` : `class:${sourceId}`,
      sourceId,
      name,
      matchName,
      statisticCode: cleanText(given.statisticCode ?? '').text,
      yearLevel: null,
      teachers: [],
    };
    if (this.classes.some((each) => each.key === made.key)) {
      this.problems.add(place, column, 'source_id_duplicate', { id: sourceId ?? '', earlierLine: '' });
      return null;
    }
    this.classes.push(made);
    if (!this.classByMatch.has(matchName)) this.classByMatch.set(matchName, made);
    return made;
  }

  /** The class of that name, however it is spelled. */
  classNamed(name: string): RosterClass | undefined {
    return this.classByMatch.get(classMatchName(name));
  }

  /** The class of that name, made if there is none yet: for sources without a list of classes. */
  ensureClass(name: string, place: RosterPlace, column: string): RosterClass | null {
    return this.classNamed(name) ?? this.addClass({ name }, place, column);
  }

  /** The class of that name in the source's list; reported with a suggestion, and null, if the list does not have it. */
  listedClass(name: string, place: RosterPlace, column: string): RosterClass | null {
    const found = this.classNamed(name);
    if (found === undefined) {
      const suggestion = suggestClasses(
        name,
        this.classes.map((each) => each.name),
      ).join(', ');
      const shown = name.slice(0, 80);
      if (suggestion === '') this.problems.add(place, column, 'class_unknown', { name: shown });
      else this.problems.add(place, column, 'class_unknown_near', { name: shown, suggestion });
    }
    return found ?? null;
  }

  /** Adds a course; `given.key` is its identity within the source. Null (and reported) if its name is empty or unreadable. */
  addCourse(given: Omit<RosterCourse, 'teachers' | 'classKeys'>, place: RosterPlace, column = 'name'): RosterCourse | null {
    const name = this.checkText(given.name, place, column, limits.groupNameLength);
    if (name === null) return null;
    const key = `course:${given.key}`;
    if (this.namedSets.has(key)) {
      this.problems.add(place, column, 'source_id_duplicate', { id: given.key, earlierLine: '' });
      return null;
    }
    const course: RosterCourse = { ...given, key, name, teachers: [], classKeys: [] };
    this.namedSets.set(key, course);
    this.courses.push(course);
    return course;
  }

  /** The group of that name, made if there is none yet. */
  ensureGroup(name: string, sourceId: string | null, place: RosterPlace, column = 'name'): { key: string } | null {
    const text = this.checkText(name, place, column, limits.groupNameLength);
    if (text === null) return null;
    const key = `group:${sourceId ?? nameMatchKey(text)}`;
    const known = this.namedSets.get(key);
    if (known !== undefined) return known;
    const group = { key, sourceId, name: text };
    this.namedSets.set(key, group);
    this.groups.push(group);
    return group;
  }

  /** The course of that name, made if there is none yet: for sources without a list of courses. */
  ensureCourse(name: string, place: RosterPlace, column: string): { key: string } | null {
    const known = this.namedSets.get(`course:${nameMatchKey(name)}`);
    const given = { key: nameMatchKey(name), sourceId: null, name, subject: null, subjectName: null, courseType: null };
    return known ?? this.addCourse(given, place, column);
  }

  /** Puts a person into a class, group or course, once. */
  join(person: RosterPerson, set: { key: string }, part: RosterMemberPart): void {
    const pair = `${person.key}\n${set.key}`;
    if (this.joined.has(pair)) return;
    this.joined.add(pair);
    this.memberships.push({ personKey: person.key, of: set.key, part });
  }

  /** Gives a class or course a teacher, once: the first part given stays. */
  addTeacher(set: RosterClass | RosterCourse, person: RosterPerson, part: RosterTeacherPart): void {
    if (set.teachers.some((each) => each.personKey === person.key)) return;
    set.teachers.push({ personKey: person.key, part });
  }

  /** Relates a guardian with a child of these files, or with one the source only names. */
  relate(guardian: RosterPerson, child: RosterPerson | RosterChildReference): void {
    const inFiles = 'key' in child ? child : null;
    const named = 'key' in child ? null : child;
    const childName = inFiles?.key ?? JSON.stringify(child);
    const pair = `${guardian.key}\n${childName}`;
    if (this.joined.has(pair)) return;
    this.joined.add(pair);
    const order = (this.relationCount.get(childName) ?? 0) + 1;
    this.relationCount.set(childName, order);
    this.relations.push({
      guardianKey: guardian.key,
      childKey: inFiles?.key ?? null,
      child: named,
      order,
    });
  }

  private checkText(value: string, place: RosterPlace, column: string, limit: number): string | null {
    const { text, forbidden } = cleanText(value);
    if (text === null) this.problems.add(place, column, 'name_empty');
    else if (forbidden !== null) this.problems.add(place, column, 'control_character', { character: forbidden });
    else if (text.length > limit) this.problems.add(place, column, 'too_long', { limit });
    else return text;
    return null;
  }

  /** Closes the snapshot: year levels of the classes, and the classes of courses whose source does not name them. */
  finish(source: RosterSource, complete: RosterCompleteness): RosterSnapshot {
    const upperStart = upperStartOf(this.classes.map((each) => each.name));
    for (const each of this.classes) {
      each.yearLevel =
        yearLevelOf(each.name, upperStart) ?? (each.statisticCode === null ? null : yearLevelOf(each.statisticCode, upperStart));
    }
    this.deriveCourseClasses();
    const { persons, classes, groups, courses, memberships, relations } = this;
    return { source, complete, persons, classes, groups, courses, memberships, relations };
  }

  private deriveCourseClasses(): void {
    const classKeys = new Set(this.classes.map((each) => each.key));
    const classesOf = Map.groupBy(
      this.memberships.filter((each) => classKeys.has(each.of)),
      (each) => each.personKey,
    );
    const courses = new Map(
      this.courses.filter((course) => course.classKeys.length === 0).map((course) => [course.key, new Set<string>()]),
    );
    for (const { personKey, of } of this.memberships) {
      for (const each of classesOf.get(personKey) ?? []) courses.get(of)?.add(each.of);
    }
    for (const course of this.courses) course.classKeys.push(...(courses.get(course.key) ?? []));
  }
}

function personNameKey(kind: RosterPersonKind, lastName: string, firstName: string): string {
  return `${kind}\n${nameMatchKey(lastName)}\n${nameMatchKey(firstName)}`;
}

function sameText(one: string | null, other: string | null): boolean {
  return classMatchName(one ?? '') === classMatchName(other ?? '');
}
