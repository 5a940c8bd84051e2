import type { Module } from '#kernel/module/manifest.ts';
import type { Language } from '#kernel/texts/texts.ts';

const titles = new Map<string, Module['title']>();

/** Remembers what the modules are called, for mails. Called once, when the manifest is made. */
export function rememberTitles(modules: readonly Module[]): void {
  for (const { id, title } of modules) titles.set(id, title);
}

/** What a module is called: "Aufgaben". */
export function titleOfModule(id: string, language: Language): string {
  return titles.get(id)?.[language] ?? id;
}
