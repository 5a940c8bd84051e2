import { type RawRoute, type Route, route } from '#kernel/module/manifest.ts';
import { issue } from './codes.ts';
import {
  courseContract,
  dropSecondFactorContract,
  groupContract,
  issueCodesContract,
  listCoursesContract,
  listGroupsContract,
  listPeopleContract,
  ownGroupsContract,
  personContract,
} from './contract.ts';
import { coursePage, listCourses } from './course-page.ts';
import { dropSecondFactor } from './drop-second-factor.ts';
import { groupPage, listGroups } from './group-page.ts';
import { classGuardians } from './invitations/class-guardians.ts';
import { classGuardiansContract, inviteGuardiansContract, withdrawInvitationContract } from './invitations/contract.ts';
import { inviteGuardians } from './invitations/invite.ts';
import { withdrawInvitation } from './invitations/withdraw.ts';
import { printLetters } from './letters/print-letters.ts';
import { listPeople } from './list-people.ts';
import { ownGroups } from './own-groups.ts';
import { personPage } from './person-page.ts';

/** What can be seen of people, groups and courses. */
export const routes: readonly Route[] = [
  route(listPeopleContract, 'people.view_list', listPeople),
  route(personContract, 'people.view_list', personPage),
  // a transaction of its own: the answer holds codes and must not be kept for repeated wishes
  route(issueCodesContract, null, issue, { transaction: 'own' }),
  // the same right as letters to guardians: class teachers print none
  route(inviteGuardiansContract, 'people.issue_codes', inviteGuardians, { rate: 'heavy' }),
  route(withdrawInvitationContract, 'people.issue_codes', withdrawInvitation),
  route(classGuardiansContract, 'people.issue_codes', classGuardians),
  // who may is the same question as for codes
  route(dropSecondFactorContract, null, dropSecondFactor),
  route(ownGroupsContract, null, ownGroups),
  route(listGroupsContract, 'groups.view_all', listGroups),
  route(groupContract, null, groupPage),
  route(listCoursesContract, 'courses.view_all', listCourses),
  route(courseContract, null, coursePage),
];

/** The use case checks whose letters the caller may print: all, or those of the own class. */
export const rawRoutes: readonly RawRoute[] = [
  {
    method: 'POST',
    path: '/people/letters',
    summary: 'Letters of access as PDF, with new one-time codes.',
    permission: 'people.view_list',
    rate: 'heavy',
    run: printLetters,
  },
];
