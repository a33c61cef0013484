import { defineScenarios, nothing, reached } from 'mcp-conformance';

/** MCP 2025-11-25 authorization code protection. */
export default defineScenarios({
  title: 'Announces no PKCE methods in the metadata.',
  subject: 'client',
  needs: ['sign-in'],
  modes: 'any',
  rows: [
    { faults: 'as.metadata.pkce-not-advertised', judges: 'client.pkce.refuses-unadvertised-oauth' },
    { faults: 'as.metadata.pkce-not-advertised-oidc', judges: 'client.pkce.refuses-unadvertised-oidc' },
  ],

  async run({ client, trace, judge, row }) {
    await client.connect();
    judge(row.judges, {
      control: reached(trace, 'server-metadata'),
      observed: trace,
      expect: nothing('authorization-request'),
    });
  },
});
