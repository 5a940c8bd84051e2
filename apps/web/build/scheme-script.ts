import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

/** Puts `scheme.js` as a classic, blocking, hashed script at the head of both templates, so that a dark page is never white first. */
export function schemeScript(file: string): Plugin {
  let address = '';
  return {
    name: 'scheme-script',
    apply: 'build',
    async buildStart() {
      const source = (await readFile(file, 'utf8')).replace(/^\/\/.*\n/gm, '');
      address = `assets/scheme-${createHash('sha256').update(source).digest('base64url').slice(0, 8)}.js`;
      this.addWatchFile(file);
      this.emitFile({ type: 'asset', fileName: address, source });
    },
    transformIndexHtml: {
      order: 'post',
      handler: () => [{ tag: 'script', attrs: { src: `/${address}` }, injectTo: 'head-prepend' }],
    },
  };
}
