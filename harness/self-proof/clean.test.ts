import { describe, expect, it } from 'vitest';
import { registrationModes, revisions, roles } from '../catalogue/vocabulary.ts';
import { runEmbedded } from './prove.ts';

describe('the clean testbed', () => {
  it('passes every requirement in every revision and mode', { timeout: 600_000 }, async () => {
    const report = await runEmbedded({ roles, revisions, modes: registrationModes });
    const bad = report.results
      .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip')
      .map(
        ({ requirement, revision, mode, verdict, actual, reason }) =>
          `${requirement} ${revision} ${mode}: ${verdict} ${actual || reason}`,
      );
    expect(bad).toEqual([]);
    expect(report.exitCode).toBe(0);
    expect(report.summary.judged).toBeGreaterThan(400);
  });
});
