import { defineScenario, outcomeOf, refusal } from 'mcp-conformance';

/** MCP security best practices, session hijacking; MCP transports, session management. */
export default defineScenario({
  title: 'Uses a session id without a token, with a bad one, and for a stream and a deletion.',
  subject: 'resource-server',
  judges: ['rs.session.not-authentication', 'rs.transport.streams-and-delete-authenticated'],
  needs: ['sessions'],

  async run({ resource, tokens, judge, cannotTell, doesNotApply }) {
    const token = await tokens.attempt();
    const session = token === null ? null : await resource.openSession(token);
    const control = await resource.control({ session });
    if (session === null && !control.accepted) {
      cannotTell('rs.session.not-authentication', `no session was opened: ${outcomeOf(control)}`);
    } else if (session === null) {
      doesNotApply('rs.session.not-authentication', 'the server has no sessions');
    } else {
      for (const bad of [null, 'mcp-conformance-no-such-token']) {
        const observed = await resource.call(bad, {
          session,
          note: `a live session, ${bad ? 'an unknown' : 'no'} token`,
        });
        judge('rs.session.not-authentication', { control, observed, expect: refusal({ otherwise: 'pass' }) });
      }
    }
    for (const http of ['GET', 'DELETE'] as const) {
      const observed = await resource.call(null, { http, session, note: `${http} without a token` });
      judge('rs.transport.streams-and-delete-authenticated', {
        control,
        observed,
        expect: refusal({ status: [401, 405], otherwise: 'fail' }),
      });
    }
  },
});
