import { refusalsOf } from '#kernel/errors/refusal.ts';

export const refusals = refusalsOf('custody', { notRelated: 409, barOver: 422 });
