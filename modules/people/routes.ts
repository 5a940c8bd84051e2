import { type Route, route } from '#kernel/module/manifest.ts';
import { languageContract } from '#kernel/module/own-contracts.ts';
import { addPerson } from './add-person.ts';
import { chooseOwnLanguage } from './choose-language.ts';
import { keepGuardian, myGuardians } from './coming-of-age/my-guardians.ts';
import {
  addPersonContract,
  agreeMergeContract,
  correctPersonContract,
  declineMergeContract,
  giveCapacityContract,
  keepGuardianContract,
  lockPersonsContract,
  myGuardiansContract,
  ownMergesContract,
  proposeMergeContract,
  relateContract,
  unlockPersonsContract,
  unrelateContract,
} from './contract.ts';
import { correctPerson } from './correct-person.ts';
import { giveCapacity } from './give-capacity.ts';
import { lockPersons, unlock } from './lock-persons.ts';
import { agreeMerge, declineMerge, ownMerges, proposeMerge } from './merge.ts';
import { relate, unrelate } from './relate.ts';

/** What can be done to people; what can be seen of them is the directory's. */
export const routes: readonly Route[] = [
  route(addPersonContract, 'people.edit', addPerson),
  route(correctPersonContract, 'people.edit', correctPerson),
  route(lockPersonsContract, 'people.edit', lockPersons),
  route(unlockPersonsContract, 'people.edit', unlock),
  // the right depends on the role: for roles of work the right to hand them out, else to edit people
  route(giveCapacityContract, null, giveCapacity),
  route(relateContract, 'people.edit', relate),
  route(unrelateContract, 'people.edit', unrelate),
  route(proposeMergeContract, 'people.edit', proposeMerge),
  route(languageContract, null, chooseOwnLanguage),
  route(ownMergesContract, null, ownMerges),
  route(agreeMergeContract, null, agreeMerge),
  route(declineMergeContract, null, declineMerge),
  route(myGuardiansContract, null, myGuardians),
  route(keepGuardianContract, null, keepGuardian),
];
