import { defineScenarios, fact } from 'mcp-conformance';
import { scopesOf } from '../observed/client-flow.ts';

/** MCP 2025-11-25 scope selection strategy. */
export default defineScenarios({
  title: 'Names scopes in the challenge, in the resource metadata, or nowhere.',
  subject: 'client',
  needs: ['sign-in'],
  modes: 'any',
  rows: [
    {
      faults: 'rs.challenge.scopes-beyond-metadata',
      judges: 'client.scope.uses-challenge',
      wanted: ['mcp:tools', 'mcp:write'],
    },
    {
      faults: 'rs.challenge.scopes-unlisted',
      judges: 'client.scope.no-set-assumption',
      wanted: ['mcp:write'],
    },
    {
      faults: 'rs.challenge.scope-missing',
      judges: 'client.scope.falls-back-to-prm',
      wanted: ['mcp:tools', 'mcp:write'],
    },
    { faults: 'rs.challenge.scope-unknown', judges: 'client.scope.omits-when-unknown', wanted: [] },
  ],

  async run({ client, trace, judge, cannotTell, row }) {
    const outcome = await client.connect();
    const request = trace.first('authorization-request');
    if (!request) return cannotTell(row.judges, outcome.message);
    const asked = scopesOf(request);
    const wanted = row.wanted as readonly string[];
    judge(row.judges, {
      observed: request,
      expect: fact(wanted.length > 0 ? `scope with ${wanted.join(' and ')}` : 'no scope', () => {
        const isRight =
          wanted.length > 0 ? wanted.every((scope) => asked.includes(scope)) : asked.length === 0;
        return isRight ? null : `scope ${asked.join(' ') || '(absent)'}`;
      }),
    });
  },
});
