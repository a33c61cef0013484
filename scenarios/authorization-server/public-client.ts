import { defineScenario, success } from 'mcp-conformance';

/** MCP authorization, OAuth 2.1 §2.1: most MCP clients cannot keep a secret. */
export default defineScenario({
  title: 'Walks a whole flow as a client without a secret.',
  subject: 'authorization-server',
  judges: ['as.registration.public-clients'],
  needs: ['sign-in', 'public-client'],

  async run({ provider, judge }) {
    const client = await provider.client('public');
    const tokens = await provider.tokens({ client });
    judge('as.registration.public-clients', {
      observed: tokens,
      expect: success('a client without a secret gets tokens'),
    });
  },
});
