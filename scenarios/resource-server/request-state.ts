import { defineScenario, type McpAnswer, never } from 'mcp-conformance';

/** MCP 2026-07-28 multi round-trip requests: `requestState` is the server's own, and nobody else's to change. */
export default defineScenario({
  title: 'Alters the requestState of a tool that asks back, and presents it as another user.',
  subject: 'resource-server',
  judges: ['rs.request-state.integrity', 'rs.request-state.principal-bound'],
  needs: ['round-trips', 'two-users'],

  async run({ resource, tokens, judge, cannotTell }) {
    const tool = resource.tools.roundTrip;
    if (!tool) return;
    const mine = await tokens.valid({ user: 0 });
    const ask = () => resource.call(mine, { tool, params: (params) => withCapability(params) });
    const answer = (state: string, asked: McpAnswer, token: string, note: string) =>
      resource.call(token, {
        tool,
        note,
        params: (params) => ({ ...withCapability(params), ...reply(asked, state) }),
      });

    const first = await ask();
    const state = stateOf(first);
    if (state === null) {
      return cannotTell(
        ['rs.request-state.integrity', 'rs.request-state.principal-bound'],
        `the tool did not ask back (${first.status})`,
      );
    }
    const control = await answer(state, first, mine, 'the state as it came');
    const altered = await answer(flipMiddle(state), first, mine, 'one character of the state changed');
    judge('rs.request-state.integrity', { control, observed: altered, expect: isRefused });
    const second = await ask();
    const stolen = await answer(
      stateOf(second) ?? '',
      second,
      await tokens.valid({ user: 1 }),
      "with another user's token",
    );
    judge('rs.request-state.principal-bound', { control, observed: stolen, expect: isRefused });
  },
});

const isRefused = never<McpAnswer>('a refusal', ({ accepted, status, result }) =>
  accepted && result?.['resultType'] !== 'input_required' ? `${status} with a result` : null,
);

function stateOf({ result }: McpAnswer): string | null {
  const state = result?.['requestState'];
  return typeof state === 'string' ? state : null;
}

/** Tells the server that the harness can answer an elicitation. */
function withCapability(params: Record<string, unknown>): Record<string, unknown> {
  const meta = params['_meta'] as Record<string, unknown>;
  return {
    ...params,
    _meta: { ...meta, 'io.modelcontextprotocol/clientCapabilities': { elicitation: { form: {} } } },
  };
}

function reply(asked: McpAnswer, requestState: string): Record<string, unknown> {
  const requests = (asked.result?.['inputRequests'] ?? {}) as Record<string, unknown>;
  const accepted = { action: 'accept', content: { confirm: true } };
  return {
    requestState,
    inputResponses: Object.fromEntries(Object.keys(requests).map((key) => [key, accepted])),
  };
}

function flipMiddle(text: string): string {
  const middle = Math.floor(text.length / 2);
  return text.slice(0, middle) + (text[middle] === 'A' ? 'B' : 'A') + text.slice(middle + 1);
}
