import { defineScenario, fact, outcomeOf } from 'mcp-conformance';

const wanted = 20;

/** MCP transports, session management: globally unique and cryptographically secure, visible ASCII. */
export default defineScenario({
  title: 'Opens twenty sessions and compares their ids.',
  subject: 'resource-server',
  judges: ['rs.session.unpredictable'],
  needs: ['sessions'],

  async run({ resource, tokens, judge, cannotTell, doesNotApply }) {
    const token = await tokens.valid();
    const ids: string[] = [];
    for (let count = 0; count < wanted; count += 1) {
      const id = await resource.openSession(token);
      if (id === null) {
        const control = await resource.call(token, { session: null });
        return control.accepted
          ? doesNotApply('rs.session.unpredictable', 'the server has no sessions')
          : cannotTell('rs.session.unpredictable', `no session was opened: ${outcomeOf(control)}`);
      }
      ids.push(id);
    }
    judge('rs.session.unpredictable', {
      observed: await resource.call(token, { session: ids.at(-1) ?? null }),
      expect: fact('random ids of visible ASCII', () => {
        const odd = ids.find((id) => !/^[\x21-\x7e]+$/.test(id));
        if (odd !== undefined) return `an id with other characters: ${JSON.stringify(odd)}`;
        if (new Set(ids).size < wanted) return `only ${new Set(ids).size} of ${wanted} ids differ`;
        const varying = varyingPositions(ids);
        return varying < 11 ? `only ${varying} characters differ among ${wanted} ids` : null;
      }),
    });
  },
});

/** Positions that differ among ids in more ways than a counter's digits would. */
function varyingPositions(ids: readonly string[]): number {
  const longest = Math.max(...ids.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => new Set(ids.map((id) => id[index])).size).filter(
    (distinct) => distinct > 3,
  ).length;
}
