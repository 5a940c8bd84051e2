import { contract } from '#kernel/contract/contract.ts';
import type { Static } from '#kernel/contract/t.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Instant, Line, Nullable, OneOf, PageOf, pageQuery } from '#kernel/contract/types.ts';
import { AttachedFile, assignmentId, HandInKinds, ShownTarget, Target } from '../contract.ts';

/** Who finds a template beside its maker. */
export const SharedWith = OneOf(['nobody', 'subject', 'school']);
export type SharedWith = Static<typeof SharedWith>;

const words = T.Optional(T.String({ maxLength: 100, description: 'part of the title' }));
const templateId = { templateId: Id };

/** Keeps a piece of work, without course, pupils and dates, to be set again. */
export const keepTemplateContract = contract({
  method: 'POST',
  path: '/assignments/:assignmentId/templates',
  summary: 'Keeps a piece of work as a template.',
  params: T.Object(assignmentId),
  body: T.Object({ sharedWith: SharedWith }),
  answer: T.Object({ templateId: Id }),
  refusals: ['assignments.untitled', 'assignments.no_subject'],
});

export const Template = T.Object({
  id: Id,
  title: T.String(),
  subject: Nullable(T.String({ description: 'short form' })),
  sharedWith: SharedWith,
  own: T.Boolean(),
  maker: Nullable(T.String()),
  files: T.Integer(),
});
export type Template = Static<typeof Template>;

export const templatesContract = contract({
  method: 'GET',
  path: '/assignments/templates',
  summary: 'Own templates and those that colleagues share with the caller, by title.',
  query: T.Object({ ...pageQuery, words }),
  answer: PageOf(Template),
});

export const templateContract = contract({
  method: 'GET',
  path: '/assignments/templates/:templateId',
  summary: 'One such template with its text.',
  params: T.Object(templateId),
  answer: T.Intersect([Template, T.Object({ body: T.String(), handInKinds: HandInKinds, attached: T.Array(AttachedFile) })]),
});

export const saveTemplateContract = contract({
  method: 'PUT',
  path: '/assignments/templates/:templateId',
  summary: 'Renames an own template, shares it or keeps it to oneself.',
  params: T.Object(templateId),
  body: T.Object({ title: Line(), sharedWith: SharedWith }),
  answer: T.Object({}),
  refusals: ['assignments.no_subject'],
});

export const deleteTemplateContract = contract({
  method: 'DELETE',
  path: '/assignments/templates/:templateId',
  summary: 'Throws an own template away; work made from it stays.',
  params: T.Object(templateId),
  answer: T.Object({}),
});

export const Reusable = T.Object({
  id: Id,
  title: T.String(),
  target: ShownTarget,
  dueAt: Nullable(Instant),
  own: T.Boolean({ description: 'set by the caller' }),
});
export type Reusable = Static<typeof Reusable>;

export const reusableContract = contract({
  method: 'GET',
  path: '/assignments/reusable',
  summary:
    'Earlier work of any year that may be set again: own, and that of courses and classes the caller teaches or taught; newest first.',
  query: T.Object({ ...pageQuery, words }),
  answer: PageOf(Reusable),
});

/** Begins a draft with title, text, kinds and files of a template or of earlier work; without pupils and dates. */
export const copyContract = contract({
  method: 'POST',
  path: '/assignments/copies',
  summary: 'Begins a draft from a template or from earlier work.',
  body: T.Object({ from: T.Object({ kind: OneOf(['template', 'assignment']), id: Id }), target: Target }),
  answer: T.Object({ assignmentId: Id, revision: T.Integer() }),
});
