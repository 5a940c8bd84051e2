// The requests about people that pages of other modules send.
export {
  addPersonContract,
  correctPersonContract,
  giveCapacityContract,
  lockPersonsContract,
  proposeMergeContract,
  relateContract,
  unlockPersonsContract,
  unrelateContract,
} from '../contract.ts';
