import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../testbed/free-port.ts';
import { build, cli, openFolder, type Started, servedProvider, start } from './built-cli.test-support.ts';

const folder = openFolder();
const here = { folder: folder.path };
let provider: Started;
beforeAll(async () => {
  await build();
  const port = await freePort();
  writeFileSync(path.join(folder.path, 'strict.yaml'), servedProvider(port));
  writeFileSync(path.join(folder.path, 'declared.yaml'), servedProvider(port, 'refreshGraceSeconds: 1'));
  const fault = ['--fault', 'as.refresh.reusable-for-a-moment'];
  provider = start(['serve', 'provider', '--port', `${port}`, ...fault], here);
  await provider.says('Ctrl-C ends it.');
}, 180_000);
afterAll(async () => {
  provider.kill('SIGINT');
  await provider.ended;
  folder.remove();
});

const run = (definition: string) =>
  cli(['run', '--provider', definition, '--requirement', 'as.refresh.detects-reuse'], here);

it('tries a replaced refresh token at once, and after the time that the provider declares for retries', async () => {
  const strict = await run('strict.yaml');
  expect(strict.stdout).toContain('A retired refresh token still works');
  expect(strict.code).toBe(1);
  const declared = await run('declared.yaml');
  expect(declared.stdout).toContain('judged 1 of 1 that apply');
  expect(declared.code).toBe(0);
});
