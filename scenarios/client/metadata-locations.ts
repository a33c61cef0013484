import { allOf, defineScenarios, fact, something } from 'mcp-conformance';
import { serverMetadataUrls } from '../observed/discovery.ts';

const oauth = '/.well-known/oauth-authorization-server';
const oidc = '/.well-known/openid-configuration';
const end = 'as.authz.denies-at-once';

/** MCP 2025-11-25 authorization server metadata discovery. */
export default defineScenarios({
  title: 'Publishes authorization server metadata at one location only.',
  subject: 'client',
  modes: 'any',
  rows: [
    {
      faults: ['as.metadata.path-issuer', end],
      judges: ['client.metadata.order-issuer-with-path', 'client.metadata.supports-rfc8414'],
      order: [`${oauth}/tenant1`],
    },
    {
      faults: ['as.metadata.path-issuer-oidc-inserted', end],
      judges: ['client.metadata.order-issuer-with-path'],
      order: [`${oauth}/tenant1`, `${oidc}/tenant1`],
    },
    {
      faults: ['as.metadata.path-issuer-oidc-appended', end],
      judges: ['client.metadata.order-issuer-with-path'],
      order: [`${oauth}/tenant1`, `${oidc}/tenant1`, `/tenant1${oidc}`],
    },
    {
      faults: ['as.metadata.oidc-only', end],
      judges: ['client.metadata.order-issuer-without-path', 'client.metadata.supports-oidc-discovery'],
      order: [oauth, oidc],
    },
  ],

  async run({ client, provider, trace, judge, cannotTell, doesNotApply, revision, row }) {
    if (revision === '2025-03-26')
      return doesNotApply(row.judges, 'the issuer is an origin in this revision');
    const { message } = await client.connect();
    const asked = serverMetadataUrls(trace, provider.issuer).map((url) => new URL(url).pathname);
    if (asked.length === 0) return cannotTell(row.judges, message);
    const starts = something('authorization-request');
    const inOrder = fact(`requests for ${row.order.join(', then ')}`, () =>
      asked.join() === row.order.join() ? null : `requests for ${asked.join(', then ')}`,
    );
    for (const id of row.judges)
      judge(id, {
        observed: trace,
        expect: id.includes('order') ? allOf(inOrder, starts) : starts,
      });
  },
});
