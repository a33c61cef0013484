import { defineScenario, fact, type McpAnswer } from 'mcp-conformance';

/** MCP 2026-07-28 streamable HTTP: no sessions, no GET, no DELETE. */
export default defineScenario({
  title: 'Sends session traffic to a server that is stateless.',
  subject: 'resource-server',
  judges: ['rs.transport.legacy-session-traffic'],

  async run({ resource, tokens, judge, doesNotApply }) {
    if (!resource.stateless) {
      return doesNotApply(
        'rs.transport.legacy-session-traffic',
        'the server may speak the dated revisions too',
      );
    }
    const token = await tokens.valid();
    for (const http of ['GET', 'DELETE'] as const) {
      judge('rs.transport.legacy-session-traffic', {
        observed: await resource.call(token, { http, note: http }),
        expect: fact('405', ({ status }: McpAnswer) => (status === 405 ? null : `${status}`)),
      });
    }
    judge('rs.transport.legacy-session-traffic', {
      observed: await resource.call(token, { session: 'made-up-session', note: 'a made-up Mcp-Session-Id' }),
      expect: fact('the id is ignored, and none is minted', ({ accepted, session, status }: McpAnswer) => {
        if (!accepted) return `${status}`;
        return session === null ? null : 'an Mcp-Session-Id';
      }),
    });
  },
});
