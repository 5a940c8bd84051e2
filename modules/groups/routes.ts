import { type Route, route } from '#kernel/module/manifest.ts';
import { changeGroup, createGroup, endGroup } from './change-group.ts';
import { addMembers, moveMembers, removeMembers } from './change-members.ts';
import {
  addMembersContract,
  changeGroupContract,
  createGroupContract,
  endGroupContract,
  moveMembersContract,
  removeMembersContract,
} from './contract.ts';

/** What can be done to groups. Who leads a group has rights in it without a right at the school, so the use cases check. */
export const routes: readonly Route[] = [
  route(createGroupContract, 'groups.create_club', createGroup),
  route(changeGroupContract, null, changeGroup),
  route(endGroupContract, null, endGroup),
  route(addMembersContract, null, addMembers),
  route(removeMembersContract, null, removeMembers),
  route(moveMembersContract, null, moveMembers),
];
