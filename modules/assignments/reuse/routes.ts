import { type Route, route } from '#kernel/module/manifest.ts';
import {
  copyContract,
  deleteTemplateContract,
  keepTemplateContract,
  reusableContract,
  saveTemplateContract,
  templateContract,
  templatesContract,
} from './contract.ts';
import { copyWork } from './copy.ts';
import { keepTemplate } from './keep.ts';
import { listReusable } from './reusable.ts';
import { deleteTemplate, listTemplates, saveTemplate, showTemplate } from './templates.ts';

/** Work that is set again: templates, and earlier work of any year. */
export const reuseRoutes: Route[] = [
  route(templatesContract, 'assignments.set', (ctx, { query }) => listTemplates(ctx, query)),
  route(templateContract, 'assignments.set', (ctx, { params }) => showTemplate(ctx, params.templateId)),
  route(keepTemplateContract, 'assignments.set', (ctx, { params, body }) => keepTemplate(ctx, params.assignmentId, body.sharedWith)),
  route(saveTemplateContract, 'assignments.set', (ctx, { params, body }) => saveTemplate(ctx, params.templateId, body)),
  route(deleteTemplateContract, 'assignments.set', (ctx, { params }) => deleteTemplate(ctx, params.templateId)),
  route(reusableContract, 'assignments.set', (ctx, { query }) => listReusable(ctx, query)),
  route(copyContract, 'assignments.set', (ctx, { body }) => copyWork(ctx, body)),
];
