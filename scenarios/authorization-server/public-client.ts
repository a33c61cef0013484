import { defineScenario, success } from 'mcp-conformance';

/** MCP authorization, OAuth 2.1 §2.1: most MCP clients cannot keep a secret. */
export default defineScenario({
  title: 'Walks a whole flow as a client without a secret.',
  subject: 'authorization-server',
  judges: ['as.registration.public-clients'],
  needs: ['sign-in', 'public-client'],

  async run({ provider, judge, mode }) {
    const tokens = await provider.tokens({ client: await provider.client('public') });
    // Where a client with a secret fares no better, the missing secret is not what is wrong.
    const { client } =
      tokens.accepted || mode !== 'dynamic'
        ? { client: null }
        : await provider.register({ token_endpoint_auth_method: 'client_secret_basic' });
    judge('as.registration.public-clients', {
      ...(client ? { control: await provider.tokens({ client }) } : {}),
      observed: tokens,
      expect: success('a client without a secret gets tokens'),
    });
  },
});
