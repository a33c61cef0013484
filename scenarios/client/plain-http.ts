import { defineScenarios, isHidden, nothing } from 'mcp-conformance';
import { arose, sentBy } from '../observed/client-flow.ts';
import { actions } from '../observed/discovery.ts';

const judges = 'client.security.https-oauth-urls';

/** OAuth 2.1 §1.5; MCP communication security: https, save on loopback. */
export default defineScenarios({
  title: 'Names a URL on a remote host without TLS.',
  subject: 'client',
  needs: ['sign-in'],
  modes: 'any',
  hears: [judges],
  rows: [
    { faults: 'rs.challenge.metadata-url-remote-http', judges, namedBy: 'mcp' },
    { faults: 'rs.prm.issuer-remote-http', judges, namedBy: 'resource-metadata' },
    { faults: 'as.metadata.remote-http-token-endpoint', judges, namedBy: 'server-metadata' },
    { faults: 'as.metadata.authorization-endpoint-remote-http', judges, namedBy: 'server-metadata' },
  ],

  async run({ client, trace, revision, judge, cannotTell, doesNotApply, row }) {
    if (revision === '2025-03-26' && row.namedBy !== 'server-metadata')
      return doesNotApply(row.judges, 'there is no resource metadata in this revision');
    const outcome = await client.connect();
    if (isHidden(outcome, 'elsewhere'))
      return cannotTell(row.judges, 'what the client asks other hosts for is not seen');
    const [named] = sentBy(trace, row.namedBy).filter(({ response }) => response !== null);
    judge(row.judges, {
      control: arose(`no ${row.namedBy} request was answered`, named),
      observed: trace,
      expect: nothing(['resource-metadata', 'server-metadata', ...actions], {
        what: 'request to the host without TLS',
        where: ({ request }) => /^http:\/\/[a-z]+\.mcp-conformance\.example\//.test(request.url),
      }),
    });
  },
});
