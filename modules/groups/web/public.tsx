// The requests about groups that pages of other modules send.
export {
  addMembersContract,
  changeGroupContract,
  createGroupContract,
  endGroupContract,
  moveMembersContract,
  removeMembersContract,
} from '../contract.ts';
