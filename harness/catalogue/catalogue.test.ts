import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { holdsIn, loadCatalogue, newestHolding } from './catalogue.ts';
import { packageRoot } from './package-root.ts';
import { requirementIds } from './requirement-ids.generated.ts';
import { revisions } from './vocabulary.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A copy of the catalogue with one text replaced in one file. */
function broken(file: string, from: string | RegExp, to: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'catalogue-'));
  folders.push(folder);
  cpSync(path.join(packageRoot(), 'scenarios/requirements'), folder, { recursive: true });
  const text = readFileSync(path.join(folder, file), 'utf8');
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  writeFileSync(path.join(folder, file), changed);
  return folder;
}

describe('the catalogue', () => {
  it('has every entry once, and the generated ids are those of the files; `npm run generate` brings them in line', () => {
    const { requirements } = loadCatalogue();
    expect(requirements.map(({ id }) => id)).toEqual([...requirementIds]);
    expect(new Set(requirementIds).size).toBe(requirementIds.length);
  });

  it('speaks plainly: titles are facts, fixes begin with a verb', () => {
    for (const { id, title, fix } of loadCatalogue().requirements) {
      expect(title.pass, id).not.toBe(title.fail);
      expect(`${title.pass} ${title.fail}`, id).not.toMatch(/\b(should|must be|test)\b/i);
      expect(title.pass.length, id).toBeLessThanOrEqual(120);
      expect(fix, id).toMatch(/^[A-Z]/);
    }
  });

  it('knows which revision a requirement holds in', () => {
    expect(
      revisions.filter((revision) => holdsIn({ since: '2025-06-18', until: '2025-11-25' }, revision)),
    ).toEqual(['2025-06-18', '2025-11-25']);
    expect(revisions.filter((revision) => holdsIn({ since: 'draft' }, revision))).toEqual([]);
    expect(newestHolding({ since: '2025-03-26', until: '2025-06-18' }, revisions)).toBe('2025-06-18');
  });

  it.each([
    [
      'a member that is missing',
      'client.yaml',
      /\n {4}level: MUST/,
      '',
      /client\.yaml: client\.[\w.-]+: field level/,
    ],
    [
      'a word that is not in the list',
      'client.yaml',
      'role: client',
      'role: clientele',
      /client\.yaml: .*field role/,
    ],
    [
      'an entry in the wrong file',
      'client.yaml',
      'role: client',
      'role: resource-server',
      /but the file is for client/,
    ],
    [
      'an id that stands twice',
      'client.yaml',
      'id: client.challenge.tolerates-syntax-variants',
      'id: client.challenge.parses-www-authenticate',
      /field id stands twice/,
    ],
    [
      'an unknown id',
      'client.yaml',
      'id: client.challenge.tolerates-syntax-variants',
      'id: client.challenge.tolerates',
      /field id/,
    ],
    [
      'a circle',
      'resource-server.yaml',
      /(id: rs\.challenge\.present-on-401[\s\S]*?fix: >-\n[^\n]*\n)/,
      '$1    dependsOn: [rs.challenge.resource-metadata]\n',
      /field dependsOn goes in a circle/,
    ],
  ])('refuses %s and says where it is', (_what, file, from, to, message) => {
    const folder = broken(file, from, to);
    expect(() => loadCatalogue(folder)).toThrow(message);
  });
});
