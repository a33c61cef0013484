import { defineScenario, fact, type McpAnswer, outcomeOf } from 'mcp-conformance';

/** MCP security best practices: a session is bound to its user, and one user's data never shows for another. */
export default defineScenario({
  title: "Uses one user's session with another user's token.",
  subject: 'resource-server',
  judges: ['rs.session.bound-to-user'],
  needs: ['sessions', 'two-users'],

  async run({ resource, tokens, judge, cannotTell, doesNotApply }) {
    const mine = await tokens.valid({ user: 0 });
    const theirs = await tokens.valid({ user: 1 });
    const session = await resource.openSession(mine);
    const control = await resource.call(mine, { session });
    if (session === null) {
      return control.accepted
        ? doesNotApply('rs.session.bound-to-user', 'the server has no sessions')
        : cannotTell('rs.session.bound-to-user', `no session was opened: ${outcomeOf(control)}`);
    }
    judge('rs.session.bound-to-user', {
      control,
      observed: await resource.call(theirs, { session, note: "another user's valid token" }),
      expect: fact('a refusal', ({ accepted, status }: McpAnswer) =>
        accepted ? `${status} with a result` : null,
      ),
    });
  },
});
