import { defineScenario, fact } from 'mcp-conformance';
import { scopesOf } from '../observed/client-flow.ts';

/** MCP 2026-07-28 refresh tokens: the scope belongs to servers that list it. */
export default defineScenario({
  title: 'Does not list offline_access.',
  subject: 'client',
  judges: ['client.refresh.offline-access-when-listed'],
  needs: ['sign-in'],
  modes: 'any',
  faults: ['as.metadata.offline-access-unlisted'],

  async run({ client, trace, judge, cannotTell }) {
    const outcome = await client.connect();
    const request = trace.first('authorization-request');
    if (!request) return cannotTell('client.refresh.offline-access-when-listed', outcome.message);
    judge('client.refresh.offline-access-when-listed', {
      observed: request,
      expect: fact('no offline_access', () =>
        scopesOf(request).includes('offline_access') ? `scope ${scopesOf(request).join(' ')}` : null,
      ),
    });
  },
});
