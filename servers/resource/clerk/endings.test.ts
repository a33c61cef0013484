import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ProviderDefinition } from '../../../harness/define/provider.ts';
import type { Progress } from '../../../harness/runner/run.ts';
import { judgeOwnServer } from '../../../harness/self-proof/judge-own-server.ts';

const timeout = 240_000;
const few = ({ id }: { readonly id: string }) =>
  ['rs.bearer.header-accepted', 'rs.token.rejects-malformed', 'rs.bearer.malformed-header'].includes(id);

/** Child processes of this one, by `/proc`; empty where there is none. */
function children(): string[] {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
      return parent === String(process.pid);
    } catch {
      return false;
    }
  });
}

/** A folder for temporary files that no other test uses at the same time. */
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mcp-conformance-endings-'));
  vi.stubEnv('TMPDIR', folder);
});

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const temporary = () => readdirSync(folder);
const handles = () =>
  process
    .getActiveResourcesInfo()
    .filter((kind) => /TCP|Process|Pipe|TLS/.test(kind))
    .toSorted();

describe('a run with a server in a process of its own (slow: real processes)', () => {
  it.runIf(process.platform === 'linux')(
    'leaves no process, no handle and no file, five times in a row, though the server crashes',
    { timeout },
    async () => {
      const before = { children: children(), temporary: temporary(), handles: handles() };
      for (let round = 0; round < 5; round += 1) {
        const report = await judgeOwnServer('clerk', {
          variant: 'stock',
          revisions: ['2025-11-25'],
          wantsRequirement: few,
        });
        expect(report.exitCode).toBe(1);
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect({ children: children(), temporary: temporary(), handles: handles() }).toEqual(before);
    },
  );

  it('goes on when the server is killed from outside, says so, and is not clean', { timeout }, async () => {
    const servers: Server[] = [];
    let killed = 0;
    const report = await judgeOwnServer('clerk', {
      variant: 'hardened',
      revisions: ['2025-11-25'],
      change: (definition) => spied(definition, servers),
      onProgress: whenFirstFinished(() => {
        killed += 1;
        process.kill(servers[0]?.pid() ?? 0, 'SIGKILL');
      }),
    });
    expect([servers.length, killed]).toEqual([1, 1]);
    expect(report.summary.fail).toBe(0);
    expect(report.notices.join()).toContain('The MCP server was ended by SIGKILL');
    expect(report.exitCode).toBe(3);
  });

  it('ends at once and leaves nothing when the run is interrupted', { timeout }, async () => {
    const interrupt = new AbortController();
    const before = process.platform === 'linux' ? children() : [];
    const ended = await judgeOwnServer('clerk', {
      variant: 'hardened',
      revisions: ['2025-11-25'],
      signal: interrupt.signal,
      onProgress: whenFirstFinished(() => interrupt.abort()),
    });
    expect(ended.exitCode).toBe(130);
    expect(ended.interrupted).toBe(true);
    if (process.platform === 'linux') expect(children()).toEqual(before);
  });
});

interface Server {
  readonly pid: () => number;
}

/** Keeps the servers that a definition starts, to have them killed. */
function spied(definition: ProviderDefinition<string>, servers: Server[]): ProviderDefinition<string> {
  const { resourceServer } = definition;
  if (!resourceServer) throw new Error('the provider brings no server along');
  return {
    ...definition,
    resourceServer: {
      ...resourceServer,
      start: async (context) => {
        const server = await resourceServer.start(context);
        servers.push(server as unknown as Server);
        return server;
      },
    },
  };
}

/** Acts once, while a run is in its midst: when its first scenario has finished. */
function whenFirstFinished(act: () => void): (progress: Progress) => void {
  let done = false;
  return ({ kind }) => {
    if (kind !== 'finished' || done) return;
    done = true;
    act();
  };
}
