import { describe, expect, it } from 'vitest';
import type { RegistrationMode } from '../../../harness/catalogue/vocabulary.ts';
import { run } from '../../../harness/runner/run.ts';
import { openDriver } from '../../../harness/sign-in/open-driver.ts';
import { loadProvider } from '../../../harness/testbed/load-provider.ts';

/** Judges the stand-in as `run --provider clerk --offline` does, as an authorization server only. */
async function judge(tokenFormat: 'jwt' | 'opaque', modes: readonly RegistrationMode[]) {
  const definition = await loadProvider('clerk', {}, '.', { offline: true, tokenFormat });
  const baseline = (definition.baseline ?? []).map((entry) => ({
    ...entry,
    origin: 'provider' as const,
    place: definition.name,
  }));
  const report = await run({
    definition,
    driver: await openDriver(definition.signIn),
    serverVariant: 'hardened',
    roles: ['authorization-server'],
    revisions: ['2026-07-28'],
    modes,
    faults: [],
    intrusiveness: 'standard',
    wantsRequirement: () => true,
    wantsScenario: () => true,
    concurrency: 4,
    timeoutMs: 20_000,
    baseline,
    strict: false,
    showSecrets: false,
    preflightOnly: false,
    signal: new AbortController().signal,
    version: '0.0.0',
    command: '',
    reproduceBase: [],
  });
  const notPassed = report.results
    .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip')
    .map(
      ({ requirement, verdict, baseline: known, reason }) =>
        `${requirement} ${known ? 'baseline' : `${verdict} ${reason}`}`,
    );
  return { report, notPassed: [...new Set(notPassed)].toSorted() };
}

const documented = [
  'as.iss.sent baseline',
  'as.refresh.detects-reuse baseline',
  'as.token.error-format baseline',
];

describe('the stand-in, judged (takes half a minute: a whole run each)', () => {
  it('deviates where Clerk is documented to, and nowhere else', { timeout: 180_000 }, async () => {
    const { report, notPassed } = await judge('jwt', ['dynamic', 'static']);
    expect(notPassed).toEqual(documented);
    expect(report.exitCode).toBe(0);
    expect(report.summary.judged).toBe(report.summary.apply);
    expect(report.notices.join()).toContain('It is not Clerk');
  });

  it('does so with opaque access tokens too, whose audience the Backend API tells', {
    timeout: 180_000,
  }, async () => {
    const { notPassed } = await judge('opaque', ['dynamic']);
    expect(notPassed).toEqual(documented);
  });
});
