import { defineScenario, fact, type McpAnswer } from 'mcp-conformance';

/** MCP 2026-07-28 caching: what differs between principals is private. */
export default defineScenario({
  title: 'Fetches the same lists as two users and compares them.',
  subject: 'resource-server',
  judges: ['rs.transport.private-cache-scope'],
  needs: ['two-users'],

  async run({ resource, tokens, judge, cannotTell, doesNotApply }) {
    let [differed, compared] = [false, false];
    for (const method of ['tools/list', 'resources/list', 'prompts/list']) {
      const mine = await resource.call(await tokens.valid({ user: 0 }), { method });
      const theirs = await resource.call(await tokens.valid({ user: 1 }), { method });
      if (!mine.accepted || !theirs.accepted) continue;
      compared = true;
      if (contentOf(mine) === contentOf(theirs)) continue;
      differed = true;
      judge('rs.transport.private-cache-scope', {
        observed: mine,
        expect: fact('cacheScope private', ({ result }: McpAnswer) =>
          result?.['cacheScope'] === 'private'
            ? null
            : `cacheScope ${String(result?.['cacheScope'] ?? '(absent)')}`,
        ),
      });
    }
    if (!compared) return cannotTell('rs.transport.private-cache-scope', 'no list was given to both users');
    if (!differed) doesNotApply('rs.transport.private-cache-scope', 'no list differs between the two users');
  },
});

function contentOf({ result }: McpAnswer): string {
  const { _meta, cacheScope, ttlMs, ...content } = result ?? {};
  return JSON.stringify(content);
}
