import { createHash } from 'node:crypto';
import type { Plugin, Rolldown } from 'vite';

/** What a build consists of, by addresses. */
export interface AssetsList {
  /** What a pupil's first page needs with an empty cache: shell, start page, German texts, styles, Latin font. */
  start: string[];
  /** The same for the sign-in page, without what it fetches while somebody types. */
  signIn: string[];
  all: string[];
}

/** Besides the shell's entry, the start page is made of these: the pages and texts of `today` and the texts of the house. */
const ofTheStartPage = /\/(modules\/today\/web\/[^/]+\.tsx|(modules\/today|kernel)\/texts\/de\.json)$/;
/** Fetched by every page in German: the script before the first paint and the Latin font. */
const always = /^assets\/(scheme-|inter-latin-(?!ext))/;

/** Writes `assets-list.json`, read by the service worker and by the budget, and `build.txt`, the name of this build. */
export function assetsList(): Plugin {
  return {
    name: 'assets-list',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((part) => part.type === 'chunk');
      const all = Object.keys(bundle).filter((name) => name.startsWith('assets/'));
      const isEntry = (name: string) => (chunk: Rolldown.OutputChunk) => chunk.isEntry && chunk.name === name;
      const ofStart = (chunk: Rolldown.OutputChunk) => ofTheStartPage.test(chunk.facadeModuleId ?? '');
      const fixed = all.filter((name) => always.test(name));
      const list: AssetsList = {
        start: addresses([
          ...fixed,
          ...withImports(
            bundle,
            chunks.filter((chunk) => isEntry('shell')(chunk) || ofStart(chunk)),
          ),
        ]),
        signIn: addresses([...fixed, ...withImports(bundle, chunks.filter(isEntry('sign-in')))]),
        all: addresses(all),
      };
      this.emitFile({ type: 'asset', fileName: 'assets-list.json', source: JSON.stringify(list, null, 1) });
      this.emitFile({
        type: 'asset',
        fileName: 'build.txt',
        source: createHash('sha256').update(list.all.join()).digest('base64url').slice(0, 12),
      });
    },
  };
}

/** These chunks, everything they import at once, and the styles of all. */
function withImports(bundle: Rolldown.OutputBundle, chunks: Rolldown.OutputChunk[]): Set<string> {
  const found = new Set<string>();
  const visit = (name: string) => {
    const part = bundle[name];
    if (part?.type !== 'chunk' || found.has(name)) return;
    found.add(name);
    part.imports.forEach(visit);
    for (const style of part.viteMetadata?.importedCss ?? []) found.add(style);
  };
  for (const chunk of chunks) visit(chunk.fileName);
  return found;
}

function addresses(names: Iterable<string>): string[] {
  return [...new Set(names)].map((name) => `/${name}`).sort();
}
