import { type Route, route } from '#kernel/module/manifest.ts';
import { saveTagsContract, tagsContract } from './contract.ts';
import { listTags } from './list.ts';
import { saveTags } from './save.ts';

/** A teacher's own words for work. */
export const tagRoutes: Route[] = [
  route(tagsContract, 'assignments.set', (ctx, { query }) => listTags(ctx, query)),
  route(saveTagsContract, 'assignments.set', (ctx, { params, body }) => saveTags(ctx, params.assignmentId, body.words)),
];
