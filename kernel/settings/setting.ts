import type { Static, TSchema } from 'typebox';
import type { Titles } from '#kernel/texts/texts.ts';

export type SettingScope = 'operator' | 'authority' | 'school' | 'person';

/** Something that can be set; the nearest scope wins: person, school, authority, operator, default. */
export interface Setting<S extends TSchema = TSchema> {
  /** `module.name` */
  readonly id: string;
  readonly title: Titles;
  /** The nearest scope that may set it. */
  readonly scope: SettingScope;
  /** JSON Schema, from which its field is drawn. Every choice and part has words in the module's texts (words.ts). */
  readonly type: S;
  readonly fallback: Static<S>;
}

export type SettingValue<S extends Setting> = Static<S['type']>;

/** Declares a setting. */
export function setting<const S extends TSchema>(spec: Setting<S>): Setting<S> {
  return spec;
}
