import { type RawBuilder, sql } from 'kysely';
import type { Stretch } from './patterns.ts';
import { ofPupils } from './reach.ts';

/** Whose week is shown, and the patterns it is made of. */
export interface Target {
  of: string;
  kind: 'teacher' | 'pupil' | 'class' | 'room' | 'nobody';
  name: string;
  /** The caller's own. */
  isOwn: boolean;
  /** Whether the caller may open every course of it: it is their own, or their child's. */
  opens: boolean;
  reach: RawBuilder<unknown>;
}

/** The plan of one pupil; the right to it has been checked. */
export function pupilTarget(pupil: { id: string; name: string }, at: Stretch, sees: { isOwn: boolean; opens: boolean }): Target {
  const reach = ofPupils(sql`select ${pupil.id}::uuid`, at, sees.opens);
  return { of: sees.isOwn ? 'me' : `person:${pupil.id}`, kind: 'pupil', name: pupil.name, ...sees, reach };
}
