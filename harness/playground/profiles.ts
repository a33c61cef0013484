import type { Profile } from './contract.ts';

/** Set-ups that show something, for `--profile` and the page's menu. */
export const profiles: readonly Profile[] = [
  { id: 'conforming', about: 'every part does what the specification asks', setup: { faults: [] } },
  {
    id: 'careless-provider',
    about: 'codes work twice, PKCE is optional, any redirect URI will do',
    setup: {
      faults: ['as.token.code-reusable', 'as.pkce.not-required', 'as.authz.redirects-strangers'],
    },
  },
  {
    id: 'mix-up',
    about: 'the authorization response names another issuer: does the client notice?',
    setup: { faults: ['as.iss.of-another-issuer'] },
  },
  {
    id: 'first-revision',
    about: 'MCP 2025-03-26, where the MCP server is its own authorization server',
    setup: { revision: '2025-03-26' },
  },
  {
    id: 'no-registration',
    about: 'the provider registers nobody: the client has to bring its credentials',
    setup: { mode: 'static', faults: ['as.registration.static-only'] },
  },
  {
    id: 'metadata-document',
    about: 'the client is known by the URL of its metadata document',
    setup: { mode: 'metadata-document' },
  },
];
