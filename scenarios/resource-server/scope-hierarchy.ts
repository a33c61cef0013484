import { defineScenario, success } from 'mcp-conformance';

/** MCP 2026-07-28: a server respects the hierarchy of scopes that it declares. */
export default defineScenario({
  title: 'Calls tools with a token that holds only a broader scope.',
  subject: 'resource-server',
  judges: ['rs.scope.hierarchy'],
  needs: ['elevated-scope', 'scope-hierarchy'],

  async run({ resource, tokens, judge }) {
    const { broader, elevated } = resource.tools;
    if (!broader || !elevated) return;
    const token = await tokens.valid({ scope: broader });
    for (const call of [{}, { tool: elevated.tool, arguments: elevated.arguments }]) {
      judge('rs.scope.hierarchy', {
        observed: await resource.call(token, { ...call, note: `with ${broader} only` }),
        expect: success(`${broader} includes what the tool needs`),
      });
    }
  },
});
