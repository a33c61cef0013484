import { defineScenarios, something } from 'mcp-conformance';

/** RFC 9110 §11.6.1: the metadata stands at a URL that only a challenge that was understood tells. */
export default defineScenarios({
  title: 'Spells the challenge in ways that HTTP allows.',
  subject: 'client',
  modes: 'any',
  rows: [
    'challenge.lower-case-scheme',
    'challenge.after-another',
    'challenge.on-a-second-line',
    'challenge.quoted-text',
    'challenge.unusual-order',
  ].map((name) => ({
    name,
    faults: [`rs.${name}`, 'rs.prm.at-custom-url', 'as.authz.denies-at-once'],
    judges: 'client.challenge.tolerates-syntax-variants' as const,
  })),

  async run({ client, trace, judge, row }) {
    await client.connect();
    judge(row.judges, {
      observed: trace,
      expect: something('resource-metadata', {
        what: 'request for the metadata at the URL of the challenge',
        where: ({ request }) => request.url.endsWith('/meta/of-this-server'),
      }),
    });
  },
});
