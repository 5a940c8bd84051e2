import { lanes } from '#kernel/admission/lanes.ts';
import { type Route, route } from '#kernel/module/manifest.ts';
import { applyCorrections, previewCorrections } from './apply.ts';
import { applyCorrectionsContract, previewCorrectionsContract } from './contract.ts';

// they read the store: no transaction may be open meanwhile
const reading = { rate: 'heavy', transaction: 'own' } as const;

/** Corrected hand-ins come back as a zip. */
export const zipRoutes: Route[] = [
  route(
    previewCorrectionsContract,
    'assignments.set',
    (ctx, { params, body }) => lanes.imports.run(() => previewCorrections(ctx, { ...params, ...body }), ctx.caller.personId),
    reading,
  ),
  route(
    applyCorrectionsContract,
    'assignments.set',
    (ctx, { params, body }) => lanes.imports.run(() => applyCorrections(ctx, { ...params, ...body }), ctx.caller.personId),
    reading,
  ),
];
