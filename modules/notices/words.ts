import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { type Language, languages } from '#kernel/texts/texts.ts';

/** A notice as it is stored: text keys of the module that tells, with their values. */
export interface StoredNotice {
  kind: string;
  titleKey: string;
  bodyKey: string;
  values: Record<string, string | number>;
}

/** Title and body of a notice in a language; pupils are addressed with du. */
export function wordsOf(
  ctx: Pick<SchoolCtx, 'say'>,
  notice: StoredNotice,
  language: Language,
  addressing: 'du' | 'sie',
): { title: string; body: string } {
  const module = moduleOf(notice.kind);
  const values = { ...notice.values, context: addressing };
  return {
    title: ctx.say(language, `${module}:${notice.titleKey}`, values),
    body: ctx.say(language, `${module}:${notice.bodyKey}`, values),
  };
}

/** The module of a kind: `parents_letters.sent` → `parents-letters`. */
export function moduleOf(kind: string): string {
  return (kind.split('.')[0] ?? '').replaceAll('_', '-');
}

/** A person's language as far as the house speaks it, else German. */
export function languageOf(own: string | null): Language {
  return languages.find((language) => language === own) ?? 'de';
}
