import { type Module, route } from '#kernel/module/manifest.ts';
import { giveBack } from './answer/give-back.ts';
import { listPupils } from './answer/list-pupils.ts';
import { remind } from './answer/remind.ts';
import { saveAnswer } from './answer/save.ts';
import * as contracts from './contract.ts';
import { demo } from './demo/demo.ts';
import { downloadFile } from './download.ts';
import { assignmentsEvents } from './events.ts';
import { handIn } from './hand-in/hand-in.ts';
import { listWork } from './hand-in/list.ts';
import { saveDraft } from './hand-in/save-draft.ts';
import { markSeen } from './hand-in/seen.ts';
import { showTask } from './hand-in/show.ts';
import { live } from './live.ts';
import { mergeWork } from './merge-persons.ts';
import { notices } from './notices.ts';
import { permissions } from './permissions.ts';
import { privacy } from './privacy.ts';
import { refusals } from './refusals.ts';
import { searchWork } from './search.ts';
import { announceJob } from './set/announce.ts';
import { createAssignment } from './set/create.ts';
import { deleteAssignment, restoreAssignment } from './set/delete.ts';
import { listSet } from './set/list.ts';
import { publishAssignment } from './set/publish.ts';
import { saveAssignment } from './set/save.ts';
import { showAssignment } from './set/show.ts';
import { listTargetPupils, listTargets } from './set/targets.ts';
import { tellGuardians, visibleToGuardians } from './settings.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import { today } from './today.ts';

/** Work: teachers set it, pupils hand it in, teachers answer each. */
export const assignments: Module = {
  id: 'assignments',
  title: { de: 'Aufgaben', en: 'Assignments' },
  uses: ['files', 'people', 'groups', 'courses'],
  zone: 'teaching',
  tier: { bundle: 'unterricht', switchable: true },
  permissions,
  settings: [visibleToGuardians, tellGuardians],
  navigation: [
    {
      page: 'assignments.list',
      path: 'aufgaben',
      title: { de: 'Aufgaben', en: 'Assignments' },
      icon: 'assignment',
      permissions: ['assignments.set', 'assignments.hand_in', 'assignments.follow_children'],
      order: 30,
    },
  ],
  routes: [
    route(contracts.targetsContract, 'assignments.set', (ctx) => listTargets(ctx)),
    route(contracts.targetPupilsContract, 'assignments.set', (ctx, { params, query }) => listTargetPupils(ctx, params.targetId, query)),
    route(contracts.createContract, 'assignments.set', (ctx, { body }) => createAssignment(ctx, body)),
    route(contracts.saveContract, 'assignments.set', (ctx, { params, body }) => saveAssignment(ctx, params.assignmentId, body)),
    route(contracts.publishContract, 'assignments.set', (ctx, { params }) => publishAssignment(ctx, params.assignmentId)),
    route(contracts.deleteContract, 'assignments.set', (ctx, { params }) => deleteAssignment(ctx, params.assignmentId)),
    route(contracts.restoreContract, 'assignments.set', (ctx, { params }) => restoreAssignment(ctx, params.assignmentId)),
    route(contracts.setListContract, 'assignments.set', (ctx, { query }) => listSet(ctx, query)),
    route(contracts.assignmentContract, 'assignments.set', (ctx, { params }) => showAssignment(ctx, params.assignmentId)),
    route(contracts.workListContract, null, (ctx, { query }) => listWork(ctx, query)),
    route(contracts.taskContract, null, (ctx, { params, query }) => showTask(ctx, params.assignmentId, query.pupilId)),
    route(contracts.seenContract, 'assignments.hand_in', (ctx, { params }) => markSeen(ctx, params.assignmentId)),
    route(contracts.saveDraftContract, 'assignments.hand_in', (ctx, { params, body }) => saveDraft(ctx, params.assignmentId, body)),
    route(contracts.handInContract, 'assignments.hand_in', (ctx, { params, body }) => handIn(ctx, params.assignmentId, body)),
    route(contracts.pupilsContract, 'assignments.set', (ctx, { params, query }) => listPupils(ctx, params.assignmentId, query)),
    route(contracts.saveAnswerContract, 'assignments.set', (ctx, { params, body }) => saveAnswer(ctx, params, body)),
    route(contracts.giveBackContract, 'assignments.set', (ctx, { params, body }) => giveBack(ctx, params.assignmentId, body.pupilIds)),
    route(contracts.remindContract, 'assignments.set', (ctx, { params }) => remind(ctx, params.assignmentId)),
  ],
  rawRoutes: [
    {
      method: 'GET',
      path: '/assignments/:assignmentId/files/:fileId',
      summary: 'A file of a piece of work, for those who may read it there.',
      permission: null,
      rate: 'ordinary',
      run: downloadFile,
    },
  ],
  events: assignmentsEvents,
  listens: [mergeWork],
  jobs: [announceJob],
  live,
  notices,
  refusals: refusals.all,
  texts: { de, en },
  migrations: new URL('./migrations/', import.meta.url),
  privacy,
  today,
  search: searchWork,
  demo,
};
