import { randomUUID } from 'node:crypto';
import { defineScenario, type McpAnswer, never } from 'mcp-conformance';

/** MCP 2025-06-18: a token is validated before its request is processed. */
export default defineScenario({
  title: 'Calls a tool that writes with a bad token, and looks for the effect with a good one.',
  subject: 'resource-server',
  judges: ['rs.token.checked-before-processing'],
  needs: ['elevated-scope'],

  async run({ resource, provider, tokens, judge, cannotTell, doesNotApply }) {
    const { elevated, effects, broader } = resource.tools;
    if (!elevated || !effects)
      return doesNotApply('rs.token.checked-before-processing', 'no tool shows the effects of another');
    const least = resource.tools.basic ?? (await provider.scope());
    const token = await tokens.valid({
      scope: [least, elevated.scope, broader ?? ''].filter(Boolean).join(' '),
    });
    const kept = randomUUID();
    await resource.call(token, {
      tool: elevated.tool,
      arguments: { ...elevated.arguments, text: kept },
      note: 'writing with a good token',
    });
    const control = await resource.call(token, { tool: effects });
    if (!control.reply.text.includes(kept)) {
      return cannotTell('rs.token.checked-before-processing', `${effects} does not show what was written`);
    }
    const mark = randomUUID();
    await resource.call('mcp-conformance-no-such-token', {
      tool: elevated.tool,
      arguments: { ...elevated.arguments, text: mark },
      note: 'writing with an unknown token',
    });
    judge('rs.token.checked-before-processing', {
      control,
      observed: await resource.call(token, { tool: effects }),
      expect: never('nothing was written', ({ reply }: McpAnswer) =>
        reply.text.includes(mark) ? 'the note is there' : null,
      ),
    });
  },
});
