import { defineScenario, fact, type McpAnswer, refusal } from 'mcp-conformance';

const textOf = (answer: McpAnswer): string => {
  const content = answer.result?.['content'];
  const [first] = Array.isArray(content) ? (content as { text?: string }[]) : [];
  return first?.text ?? '';
};

/** The handle in a tool's answer: the longest run of visible characters that is no word. */
function handleIn(answer: McpAnswer, argument: string): string {
  const structured = answer.result?.['structuredContent'] as Record<string, unknown> | undefined;
  return String(structured?.[argument] ?? textOf(answer).match(/[\w-]{8,}/)?.[0] ?? '');
}

/** MCP 2026-07-28 security best practices, state handle hijacking. */
export default defineScenario({
  title: 'Mints state handles and uses one without a token and as another user.',
  subject: 'resource-server',
  judges: ['rs.handle.not-authentication', 'rs.handle.unpredictable'],
  needs: ['handles', 'two-users'],

  async run({ resource, tokens, judge }) {
    const { handles } = resource.tools;
    if (!handles) return;
    const mine = await tokens.valid({ user: 0 });
    const opened = await resource.call(mine, { tool: handles.open });
    const handle = handleIn(opened, handles.argument);
    const use = { tool: handles.read, arguments: { [handles.argument]: handle } };
    const control = await resource.call(mine, use);
    const anonymous = await resource.call(null, { ...use, note: 'the handle without a token' });
    judge('rs.handle.not-authentication', {
      control,
      observed: anonymous,
      expect: refusal({ otherwise: 'pass' }),
    });
    const stranger = await resource.call(await tokens.valid({ user: 1 }), {
      ...use,
      note: "the handle with another user's token",
    });
    judge('rs.handle.not-authentication', {
      control,
      observed: stranger,
      expect: fact('a refusal', ({ accepted, status }: McpAnswer) =>
        accepted
          ? { ok: false, lesser: 'A handle is served to another user.', actual: `${status} with a result` }
          : null,
      ),
    });
    const minted = [handle];
    for (let count = 1; count < 20; count += 1) {
      minted.push(handleIn(await resource.call(mine, { tool: handles.open }), handles.argument));
    }
    judge('rs.handle.unpredictable', {
      observed: opened,
      expect: fact('random handles', () => {
        const distinct = Array.from(
          { length: Math.max(...minted.map(({ length }) => length)) },
          (_, index) => (new Set(minted.map((entry) => entry[index])).size > 3 ? 1 : 0),
        );
        const varying = distinct.reduce<number>((sum, one) => sum + one, 0);
        return varying < 8 ? `only ${varying} characters differ among 20 handles` : null;
      }),
    });
  },
});
