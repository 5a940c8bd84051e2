/** What other modules may use of groups. All functions take the open transaction of the caller; days are 'YYYY-MM-DD'. */

export { countsIn, type Group, inDivisions, mayChange, requireGroup } from './access.ts';
export { type GroupMemberState, type GroupState, groupsInUse, groupsState, restoreGroups } from './bulk/roster-state.ts';
export { endGroups, type GroupToSave, removeGroups, reopenGroups, saveGroups } from './bulk/save-groups.ts';
export {
  endGroupMembers,
  type GroupMemberKey,
  type GroupMemberToSave,
  removeGroupMembers,
  saveGroupMembers,
} from './bulk/save-members.ts';
export { groupAdded, groupChanged, groupEnded, memberAdded, memberRemoved } from './events.ts';
export { matchNameOf } from './match-name.ts';
export { classesOf, groupsOf, leads, type Membership, membersOf, pupilsOfOwnClass } from './memberships.ts';
export { type GroupKind, type GroupPart, leadingParts } from './parts.ts';
