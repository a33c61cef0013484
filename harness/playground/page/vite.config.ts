import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** Builds the script and the style of the playground's page. */
export default defineConfig({
  root: here('.'),
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: here('../../../dist/harness/playground/page'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    cssCodeSplit: false,
    lib: {
      entry: here('main.tsx'),
      formats: ['iife'],
      name: 'playground',
      fileName: () => 'playground.js',
      cssFileName: 'playground',
    },
  },
});
