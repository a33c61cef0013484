import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from './catalogue/package-root.ts';

/**
 * Who may import whom. The key is a room, the value the rooms its files may reach; a file with its whole
 * path is an exception to read about in docs/architecture.md. Type-only imports count: they are a dependency
 * for the reader too.
 */
const arrows: Readonly<Record<string, readonly string[]>> = {
  fixtures: ['harness/index.ts'],
  'harness/catalogue': ['harness/define/error.ts'],
  'harness/trace': ['fixtures'],
  'harness/define': ['harness/catalogue', 'harness/trace'],
  servers: ['harness/trace', 'harness/define', 'harness/catalogue', 'fixtures'],
  clients: ['harness/trace', 'harness/define', 'harness/catalogue', 'fixtures'],
  'harness/sign-in': ['harness/trace', 'harness/define', 'servers', 'clients'],
  'harness/testbed': [
    'harness/sign-in',
    'harness/trace',
    'harness/define',
    'harness/catalogue',
    'servers',
    'clients',
  ],
  'harness/runner': [
    'harness/testbed',
    'harness/sign-in',
    'harness/catalogue',
    'harness/trace',
    'harness/define',
    'harness/report/schema.ts',
  ],
  'harness/report': ['harness/catalogue', 'harness/trace'],
  'harness/live': [
    'harness/runner',
    'harness/testbed',
    'harness/sign-in',
    'harness/catalogue',
    'harness/trace',
    'harness/define',
    'harness/report/schema.ts',
  ],
  'harness/testing': [
    'harness/live',
    'harness/runner',
    'harness/testbed',
    'harness/sign-in',
    'harness/catalogue',
    'harness/define',
    'harness/report',
  ],
  'harness/playground': [
    'harness/live',
    'harness/runner',
    'harness/testbed',
    'harness/sign-in',
    'harness/catalogue',
    'harness/trace',
    'harness/define',
    'harness/report',
  ],
  scenarios: ['harness/index.ts'],
  'harness/cli': ['harness', 'servers', 'clients', 'scenarios', 'fixtures'],
  'harness/index.ts': ['harness'],
  'harness/self-proof': ['harness', 'servers', 'clients', 'scenarios'],
};

/** Vendors may be named only in their own rooms. */
const vendors = /clerk|auth0|keycloak|okta|better-auth/i;
const vendorRooms = [
  /^servers\/providers\//,
  /^servers\/resource\/clerk\//,
  /^fixtures\//,
  /^harness\/testbed\/load-provider/,
];

const root = packageRoot();
const rooms = Object.keys(arrows).toSorted((a, b) => b.length - a.length);
const files = ['harness', 'scenarios', 'servers', 'clients', 'fixtures'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/'))),
);
const sources = files.filter((file) => !/\.(test|pw)\.tsx?$|\.generated\.ts$/.test(file));

const within = (file: string, place: string) => file === place || file.startsWith(`${place}/`);
const roomOf = (file: string) => rooms.find((room) => within(file, room));

function importsOf(file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].flatMap(([, target = '']) => {
    if (target === 'mcp-conformance') return ['harness/index.ts'];
    return target.startsWith('.')
      ? [path.posix.normalize(path.posix.join(path.posix.dirname(file), target))]
      : [];
  });
}

describe('the layout', () => {
  it('has a room for every file', () => {
    expect(sources.filter((file) => !roomOf(file))).toEqual([]);
  });

  it('keeps to the arrows; to change one on purpose edit `arrows` here and docs/architecture.md', () => {
    const wrong = sources.flatMap((file) => {
      const room = roomOf(file) ?? '';
      const allowed = [room, ...(arrows[room] ?? [])];
      return importsOf(file)
        .filter((target) => !allowed.some((place) => within(target, place)))
        .map((target) => `${file} imports ${target}, but ${room} may import only ${allowed.join(', ')}`);
    });
    expect(wrong).toEqual([]);
  });

  it('names vendors only in their own rooms', () => {
    const named = sources.filter(
      (file) =>
        !vendorRooms.some((room) => room.test(file)) &&
        vendors.test(readFileSync(path.join(root, file), 'utf8')),
    );
    expect(named).toEqual([]);
  });

  it('keeps files small enough to have one reason to change', () => {
    const long = sources
      .map((file) => ({ file, lines: readFileSync(path.join(root, file), 'utf8').split('\n').length }))
      .filter(({ lines }) => lines > 400);
    expect(long).toEqual([]);
  });

  it('has no folder or file whose name says nothing', () => {
    expect(files.filter((file) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.tsx?$)/.test(file))).toEqual([]);
  });

  it('writes to the console in the command line only', () => {
    const loud = sources.filter(
      (file) =>
        !within(file, 'harness/cli') && /\bconsole\./.test(readFileSync(path.join(root, file), 'utf8')),
    );
    expect(loud).toEqual([]);
  });
});
