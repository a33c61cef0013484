import { defineScenario } from 'mcp-conformance';
import { hasChallenge, noOfflineAccess, wellFormed } from '../observed/challenges.ts';

/** RFC 9110 §15.5.2: every 401 has a challenge; MCP 2026-07-28 keeps `offline_access` out of them. */
export default defineScenario({
  title: 'Collects the 401 and 403 answers to several bad requests and reads every challenge.',
  subject: 'resource-server',
  judges: ['rs.challenge.present-on-401', 'rs.challenge.well-formed', 'rs.challenge.no-offline-access'],

  async run({ resource, tokens, revision, judge, cannotTell }) {
    const token = await tokens.attempt();
    const answers = [
      await resource.call(null, { note: 'without a token' }),
      await resource.call('mcp-conformance-no-such-token', { note: 'an unknown token' }),
      ...(token === null
        ? []
        : [
            await resource.call(`${token.slice(0, -12)}aaaaaaaaaaaa`, {
              note: 'a token with another ending',
            }),
          ]),
      ...(revision === '2026-07-28'
        ? []
        : [await resource.call(null, { http: 'GET', note: 'a stream without a token' })]),
      ...(token !== null && resource.tools.elevated
        ? [await resource.call(token, { tool: resource.tools.elevated.tool })]
        : []),
    ];
    for (const observed of answers.filter(({ status }) => status === 401)) {
      judge('rs.challenge.present-on-401', { observed, expect: hasChallenge });
    }
    const challenged = answers.filter(({ challenges }) => challenges.length > 0);
    if (challenged.length === 0) cannotTell('rs.challenge.well-formed', 'no answer carried a challenge');
    for (const observed of challenged) {
      judge('rs.challenge.well-formed', { observed, expect: wellFormed });
      judge('rs.challenge.no-offline-access', { observed, expect: noOfflineAccess });
    }
  },
});
