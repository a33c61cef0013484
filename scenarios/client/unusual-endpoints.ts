import { defineScenario, nothing, reached } from 'mcp-conformance';
import { actions } from '../observed/discovery.ts';

/** RFC 8414 §2: endpoints are where the metadata says. */
export default defineScenario({
  title: 'Has its endpoints where nobody would guess them.',
  subject: 'client',
  judges: ['client.metadata.uses-advertised-endpoints'],
  needs: ['sign-in'],
  modes: 'any',
  faults: ['as.metadata.unusual-endpoints'],

  async run({ client, trace, judge }) {
    await client.connect();
    judge('client.metadata.uses-advertised-endpoints', {
      control: reached(trace, 'server-metadata'),
      observed: trace,
      expect: nothing(actions, {
        what: 'request at a guessed endpoint',
        where: ({ request }) => ['/authorize', '/token', '/register'].includes(new URL(request.url).pathname),
      }),
    });
  },
});
