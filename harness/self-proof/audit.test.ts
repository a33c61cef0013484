import { afterAll, describe, expect, it } from 'vitest';
import type { Revision, Role } from '../catalogue/vocabulary.ts';
import type { Report } from '../report/schema.ts';
import { audit } from '../runner/audit.ts';
import { openDriver } from '../sign-in/open-driver.ts';
import { faultIds, findFaults, type NamedFault } from '../testbed/fault-registry.ts';
import { loadProvider } from '../testbed/load-provider.ts';
import { openTestbed } from '../testbed/testbed.ts';
import { openConnections } from '../trace/open-http.ts';
import { revisionsFor } from './prove.ts';

const connections = openConnections();
afterAll(() => connections.close());
const signal = new AbortController().signal;

/** Audits a part of the embedded testbed with faults of its own, from outside. */
async function auditPart(
  role: Role,
  revision: Revision,
  faults: readonly NamedFault[] = [],
): Promise<Report> {
  const definition = await loadProvider('oidc-provider', {}, '.');
  const driver = await openDriver(definition.signIn);
  const base = { connections, timeoutMs: 5000, signal };
  await using testbed = await openTestbed({ ...base, definition, driver, revision, faults });
  const { resource, provider } = testbed.setup;
  const { report } = await audit({
    ...base,
    url: role === 'resource-server' ? resource.url : provider.issuer,
    isIssuer: role === 'authorization-server',
    revisions: [revision],
    budgetMs: 60_000,
    gate: async (departure) => departure,
    version: '0.0.0',
    command: '',
    place: null,
  });
  return report;
}

const withVerdict = ({ results }: Report, verdicts: readonly string[]) => [
  ...new Set(
    results.filter(({ verdict }) => verdicts.includes(verdict)).map(({ requirement }) => requirement),
  ),
];

const roles = ['resource-server', 'authorization-server'] as const;
const all = await findFaults(faultIds());

describe.each(roles)('an audit of the %s', (role) => {
  const found = new Set<string>();

  it.each(
    all
      .filter((fault) => fault.role === role && fault.breaks.length > 0)
      .map((fault) => [fault.id, fault] as const),
  )('blames %s for nothing but what it breaks', async (_id, fault) => {
    for (const revision of revisionsFor(fault)) {
      const broken = withVerdict(await auditPart(role, revision, [fault]), ['fail', 'warn']);
      for (const id of broken) found.add(id);
      expect(broken.filter((id) => !(fault.breaks as readonly string[]).includes(id))).toEqual([]);
    }
  });

  it.each(['2025-06-18', '2025-11-25', '2026-07-28'] as const)(
    'finds nothing wrong with a clean one in %s, and judges nothing that it could not find wrong',
    async (revision) => {
      const report = await auditPart(role, revision);
      expect(withVerdict(report, ['fail', 'warn', 'inconclusive'])).toEqual([]);
      const judged = withVerdict(report, ['pass']);
      expect(judged.length).toBeGreaterThan(5);
      expect(judged.filter((id) => !found.has(id))).toEqual([]);
    },
  );
});
