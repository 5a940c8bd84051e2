import { type Route, route } from '#kernel/module/manifest.ts';
import { annotationsContract, givenAnnotationsContract, saveAnnotationsContract } from './contract.ts';
import { showGivenAnnotations } from './received.ts';
import { saveAnnotations } from './save.ts';
import { showAnnotations } from './show.ts';

/** Annotations on files that were handed in: for those who answer, and as given back for the pupil. */
export const annotateRoutes: Route[] = [
  route(annotationsContract, 'assignments.set', (ctx, { params, query }) => showAnnotations(ctx, params, query.versionId)),
  route(saveAnnotationsContract, 'assignments.set', (ctx, { params, body }) => saveAnnotations(ctx, params, body)),
  route(givenAnnotationsContract, 'assignments.hand_in', (ctx, { params, query }) => showGivenAnnotations(ctx, params, query.versionId)),
];
