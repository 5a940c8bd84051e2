/** What other modules may use of people. All functions take the open transaction of the caller; days are 'YYYY-MM-DD'. */

export { personsNamedElsewhere, removePersons } from './bulk/remove-persons.ts';
export {
  type CapacityState,
  type GuardianState,
  type MergedState,
  type PersonState,
  peopleState,
  removeCapacities,
  restorePersons,
} from './bulk/roster-state.ts';
export { type CapacityToSave, endCapacities, saveCapacities } from './bulk/save-capacities.ts';
export { type PersonToSave, savePersons } from './bulk/save-persons.ts';
export { type RelationToSave, removeRelations, saveRelations } from './bulk/save-relations.ts';
export { suspendPersons, unlockPersons } from './bulk/suspend.ts';
export { isOfAge, ofAgeOn } from './coming-of-age/day.ts';
export { demoRoles } from './demo/roles.ts';
export {
  capacityChanged,
  personAdded,
  personChanged,
  personErased,
  personSuspended,
  personsMerged,
  personUnlocked,
  relationChanged,
} from './events.ts';
export { blockRelation, childWithGuardians, type Family } from './family.ts';
export { type FoundPerson, personsByName } from './find-by-name.ts';
export { searchWords, sortNameOf } from './names.ts';
export { capacitiesOf, languagesOf, namesOf, type PersonName, personsWith, requirePersons, setLanguage } from './persons.ts';
export { assistantOf, type Child, childrenOf, guardiansOf, isGuardianOf } from './relations.ts';
