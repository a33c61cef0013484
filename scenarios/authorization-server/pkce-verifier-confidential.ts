import { defineScenario, refusal } from 'mcp-conformance';

/** A client secret is no substitute for the verifier: MCP asks PKCE of every client. OAuth 2.1 §7.5.1. */
export default defineScenario({
  title: "Redeems a confidential client's code without its code_verifier.",
  subject: 'authorization-server',
  judges: ['as.pkce.rejects-missing-verifier'],
  needs: ['sign-in', 'confidential-client'],

  async run({ provider, judge }) {
    const client = await provider.client('confidential');
    const control = await provider.tokens({ client });
    const bound = await provider.authorize({ client });
    judge('as.pkce.rejects-missing-verifier', {
      control,
      observed: await provider.redeem(bound, {
        parameters: { code_verifier: undefined },
        note: 'without code_verifier',
      }),
      expect: refusal({ error: ['invalid_grant', 'invalid_request'] }),
    });
  },
});
