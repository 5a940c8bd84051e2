import { type Route, route } from '#kernel/module/manifest.ts';
import { applyCorrections, previewCorrections } from './apply.ts';
import { applyCorrectionsContract, previewCorrectionsContract } from './contract.ts';

// they read the store: no transaction may be open meanwhile
const reading = { rate: 'heavy', transaction: 'own' } as const;

/** Corrected hand-ins come back as a zip. */
export const zipRoutes: Route[] = [
  route(previewCorrectionsContract, 'assignments.set', (ctx, { params, body }) => previewCorrections(ctx, { ...params, ...body }), reading),
  route(applyCorrectionsContract, 'assignments.set', (ctx, { params, body }) => applyCorrections(ctx, { ...params, ...body }), reading),
];
