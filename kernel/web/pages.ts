import type { ComponentType } from 'react';
import type { Contract } from '#kernel/contract/contract.ts';

export type Language = 'de' | 'en';

/** The texts of a module, one file per language, fetched with its first page. */
export type TextFiles = Record<Language, () => Promise<{ default: object }>>;

/** One page of a module, fetched when somebody goes there. */
export interface PageEntry {
  /** `module.page`, the same as in the manifest's navigation. */
  id: string;
  /** Below the school, without leading slash; parameters as `$name`: `aufgaben/$assignmentId`. */
  path: string;
  /**
   * `platform`: above the schools, at `/<path>`, without menu and shell (`useShell` is not there, `PageLink` wants its `school`).
   * Such a path is a word no school may have as its slug.
   */
  scope?: 'school' | 'platform';
  /** The component file; its default export is the page. */
  load: () => Promise<{ default: ComponentType }>;
  /**
   * A GET contract without input whose answer has a field `shell` (kernel/module/shell-contract.ts). Opened first, such a page
   * needs one request instead of two: its answer fills both places of the cache.
   */
  bringsShell?: Contract;
}

export interface ModulePages {
  /** Module id; also the name of its texts. */
  module: string;
  texts: TextFiles;
  pages: readonly PageEntry[];
}

/** Declares the pages of a module in its `web/pages.ts`. Plain data: nothing is fetched or registered here. */
export function modulePages(pages: ModulePages): ModulePages {
  return pages;
}
