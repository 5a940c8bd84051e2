import type { CourseState } from '#modules/courses/public.ts';
import type { GroupState } from '#modules/groups/public.ts';
import type { RosterSnapshot } from '../formats/snapshot.ts';
import type { Leaver } from './leavers.ts';
import type { PersonMatches } from './match-persons.ts';
import type { SetMatches } from './match-sets.ts';
import type { WantedMemberships } from './memberships.ts';
import type { Present } from './present.ts';
import type { WantedPeople } from './wanted-people.ts';
import type { WantedSets } from './wanted-sets.ts';

/** Everything an import would write. */
export interface Writes extends WantedSets, WantedPeople {
  /** First calendar year of the school year the import speaks of. */
  schoolYear: number;
  memberships: WantedMemberships;
  leavers: Leaver[];
  /** Sets the source lists no more. */
  endedGroups: GroupState[];
  endedCourses: CourseState[];
}

/** What all steps of planning look at. */
export interface Compared {
  snapshot: RosterSnapshot;
  present: Present;
  sets: SetMatches;
  people: PersonMatches;
  leavers: ReadonlyMap<string, Leaver>;
  writes: Writes;
}
