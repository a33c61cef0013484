import { expect, it } from 'vitest';
import { findFaults } from '../testbed/fault-registry.ts';
import { loadProvider } from '../testbed/load-provider.ts';
import { runEmbedded } from './prove.ts';

/** RFC 8707 §2: a server may know its resources, and refuse one that it was not told of. */
it('accuses nobody who refuses a resource that is not known, and says what the definition lacks', async () => {
  const report = await runEmbedded({
    definition: await loadProvider('oidc-provider', {}, '.'),
    roles: ['authorization-server'],
    revisions: ['2026-07-28'],
    faults: await findFaults(['as.authz.invalid-target']),
  });
  const accused = report.results.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');
  expect(accused.map(({ requirement }) => requirement)).toEqual([]);
  const tolerated = report.results.find(({ requirement }) => requirement === 'as.resource.tolerated');
  expect(tolerated).toMatchObject({ verdict: 'inconclusive' });
  expect(tolerated?.reason).toContain('name a resource that tokens are issued for');
});
