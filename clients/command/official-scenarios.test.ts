import { expect, it } from 'vitest';
import { loadScenarios } from '../../harness/runner/registry.ts';
import { counterparts, officialScenario } from './official-scenarios.ts';

it('knows scenarios of ours that there are', async () => {
  const ours = (await loadScenarios()).map(({ id }) => id);
  const unknown = counterparts.filter(([start]) => !ours.some((id) => id.startsWith(start)));
  expect(unknown).toEqual([]);
});

it('names what the official suite plays that is nearest', () => {
  const names = [
    officialScenario('client/step-up', '2025-11-25', 'dynamic'),
    officialScenario('client/moved-authorization-server', '2026-07-28', 'dynamic'),
    officialScenario('client/moved-authorization-server', '2025-11-25', 'dynamic'),
    officialScenario('client/denied', '2026-07-28', 'metadata-document'),
    officialScenario('client/step-up', '2026-07-28', 'static'),
    officialScenario('client/legacy-discovery', '2025-03-26', 'dynamic'),
  ];
  expect(names).toEqual([
    'auth/scope-step-up',
    'auth/authorization-server-migration',
    'auth/metadata-default',
    'auth/basic-cimd',
    'auth/pre-registration',
    'auth/2025-03-26-oauth-endpoint-fallback',
  ]);
});
