import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { assetsList } from './build/assets-list.ts';
import { compress } from './build/compress.ts';
import { schemeScript } from './build/scheme-script.ts';

const apps = fileURLToPath(new URL('..', import.meta.url));

/**
 * `vite build -c apps/web/vite.config.ts` → dist/web: two entries (shell and sign-in), hashed assets, the service worker, everything
 * compressed beforehand. For development the same with `--watch`: one way, one CSP.
 */
export default defineConfig({
  root: apps,
  publicDir: `${apps}web/public`,
  base: '/',
  // the server writes a fresh nonce in its place
  html: { cspNonce: '__NONCE__' },
  plugins: [react(), schemeScript(`${apps}web/scheme.js`), assetsList(), compress()],
  css: { modules: { generateScopedName: '[name]_[local]_[hash:base64:4]' } },
  build: {
    outDir: `${apps}../dist/web`,
    emptyOutDir: true,
    target: ['es2022', 'safari16', 'chrome100', 'firefox102'],
    sourcemap: false,
    assetsInlineLimit: 0,
    cssCodeSplit: true,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: {
      input: { shell: `${apps}web/index.html`, 'sign-in': `${apps}sign-in/index.html`, sw: `${apps}web/sw.ts` },
      output: {
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
  worker: { format: 'es' },
});
