import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadProvider } from '../../testbed/load-provider.ts';
import { placeInRepository, placeOfRun } from './place.ts';

const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'mcp-conformance-place-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const repository = path.join(root, 'repository');
const folder = path.join(repository, 'packages/auth');
mkdirSync(path.join(repository, '.git'), { recursive: true });
mkdirSync(path.join(repository, '.github/workflows'), { recursive: true });
mkdirSync(folder, { recursive: true });
const write = (file: string, text: string) => writeFileSync(path.join(folder, file), text);
write(
  'acme.yaml',
  '# ours\nname: acme\nissuer: https://auth.acme.example\nregistration: { dynamic: true }\n',
);
write(
  'acme.provider.ts',
  'export default {\n  name: "acme",\n  registration: { dynamic: true },\n  start: async () => {},\n};\n',
);
writeFileSync(path.join(repository, '.github/workflows/ci.yml'), '');
writeFileSync(path.join(root, 'outside.yaml'), '');

test('a file is named by its path from the root of the repository', () => {
  const place = { file: 'packages/auth/acme.yaml', line: 3 };
  expect(placeInRepository(path.join(folder, 'acme.yaml'), 3)).toEqual(place);
  symlinkSync(folder, path.join(root, 'elsewhere'));
  expect(placeInRepository(path.join(root, 'elsewhere/acme.yaml'), 3)).toEqual(place);
});

test('what is no file, or stands in no repository that is worked in, has no place', () => {
  expect(placeInRepository(folder, 1)).toBeNull();
  expect(placeInRepository(path.join(folder, 'nope.yaml'), 1)).toBeNull();
  expect(placeInRepository(path.join(root, 'outside.yaml'), 1)).toBeNull();
});

test.each([
  ['acme.yaml', 3],
  ['acme.provider.ts', 4],
])('a provider stands in %s where its issuer does', async (file, line) => {
  const definition = await loadProvider(file, {}, folder);
  const place = { file: `packages/auth/${file}`, line };
  expect(placeOfRun(file, definition.line, { file: 'other', line: 1 }, {}, folder)).toEqual(place);
});

test('without a definition it is what names the subject, or else the workflow, where there is one', () => {
  const environment = {
    GITHUB_REPOSITORY: 'acme/auth',
    GITHUB_WORKFLOW_REF: 'acme/auth/.github/workflows/ci.yml@refs/heads/main',
    GITHUB_WORKSPACE: repository,
  };
  const configured = { file: 'mcp-conformance.config.yaml', line: 2 };
  expect(placeOfRun('clerk', 1, configured, environment, folder)).toEqual(configured);
  const workflow = { file: '.github/workflows/ci.yml', line: 1 };
  expect(placeOfRun(undefined, 1, null, environment, folder)).toEqual(workflow);
  expect(placeOfRun('clerk', 1, null, environment, folder)).toEqual(workflow);
  expect(
    placeOfRun(undefined, 1, null, { ...environment, GITHUB_REPOSITORY: 'other/auth' }, folder),
  ).toBeNull();
  expect(placeOfRun(undefined, 1, null, {}, folder)).toBeNull();
});
