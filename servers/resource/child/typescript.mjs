/**
 * Runs our TypeScript in a child process of the sources, for Node 20 cannot; what is built needs none of this.
 *
 *   node --import ./typescript.mjs main.ts
 */
import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) register(import.meta.url);

/** Strips the types of a module on its way in. */
export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const { transform } = await import('rolldown/utils');
  const { code, errors } = await transform(fileURLToPath(url), await readFile(new URL(url), 'utf8'));
  if (errors.length > 0) throw new Error(`${url}: ${errors[0].message}`);
  return { format: 'module', source: code, shortCircuit: true };
}
