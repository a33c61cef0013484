import { defineScenarios, leniently, nothing, reached } from 'mcp-conformance';
import { beginnings } from '../observed/discovery.ts';

/** RFC 8414 §3.3: metadata of another issuer is not used. */
export default defineScenarios({
  title: 'Publishes metadata that names another issuer.',
  subject: 'client',
  modes: 'any',
  rows: [
    { faults: 'as.metadata.issuer-of-another-host', judges: 'client.metadata.rejects-issuer-mismatch' },
    { faults: 'as.metadata.issuer-with-extra-path', judges: 'client.metadata.rejects-issuer-mismatch' },
    {
      faults: 'as.metadata.issuer-trailing-slash',
      judges: 'client.metadata.rejects-issuer-mismatch',
      slash: true,
    },
  ],

  async run({ client, trace, judge, doesNotApply, revision, row }) {
    if ('slash' in row && revision === '2025-03-26')
      return doesNotApply(row.judges, 'nobody spells the issuer in this revision');
    await client.connect();
    const refused = nothing(beginnings);
    judge(row.judges, {
      control: reached(trace, 'server-metadata'),
      observed: trace,
      // MCP says so itself since 2026-07-28; before, SDKs did not mind the slash.
      expect:
        'slash' in row && revision < '2026-07-28'
          ? leniently(refused, 'An issuer that differs by a slash at its end is accepted.')
          : refused,
    });
  },
});
