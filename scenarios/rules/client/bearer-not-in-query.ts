import { defineRule, fact } from 'mcp-conformance';

/** RFC 6750 §2.3; MCP: access tokens must not stand in the URI query string. */
export default defineRule({
  judges: 'client.bearer.not-in-query',
  title: 'No URL of the client carries an access token.',
  on: { kind: ['mcp', 'resource-metadata', 'server-metadata', 'other'], from: 'client' },
  expect: fact('no token in the URL', ({ exchanges }) => {
    const url = exchanges.at(-1)?.request.url ?? '';
    return /[?&#]access_token=|‹access token/.test(url) ? 'an access token in the URL' : null;
  }),
});
