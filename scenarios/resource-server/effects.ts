import { randomUUID } from 'node:crypto';
import { defineScenario, fact, type McpAnswer } from 'mcp-conformance';

/** MCP 2025-06-18: a token is validated before its request is processed. */
export default defineScenario({
  title: 'Calls a tool that writes with a bad token, and looks for the effect with a good one.',
  subject: 'resource-server',
  judges: ['rs.token.checked-before-processing'],
  needs: ['elevated-scope'],

  async run({ resource, tokens, judge, doesNotApply }) {
    const { elevated, effects } = resource.tools;
    if (!elevated || !effects)
      return doesNotApply('rs.token.checked-before-processing', 'no tool shows the effects of another');
    const mark = randomUUID();
    await resource.call('mcp-conformance-no-such-token', {
      tool: elevated.tool,
      arguments: { ...elevated.arguments, text: mark },
      note: 'writing with an unknown token',
    });
    judge('rs.token.checked-before-processing', {
      observed: await resource.call(await tokens.valid(), { tool: effects }),
      expect: fact('nothing was written', ({ reply }: McpAnswer) =>
        reply.text.includes(mark) ? 'the note is there' : null,
      ),
    });
  },
});
