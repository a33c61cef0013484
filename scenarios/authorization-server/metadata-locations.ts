import { defineScenario, fact, type Reply } from 'mcp-conformance';

/** MCP 2025-11-25 authorization server metadata discovery; RFC 8414 §3; spec-dependent which documents suffice. */
export default defineScenario({
  title: 'Requests the metadata at every location where a client would look.',
  subject: 'authorization-server',
  judges: [
    'as.metadata.published',
    'as.metadata.rfc8414-mandatory',
    'as.metadata.legacy-recommended',
    'as.metadata.legacy-default-endpoints',
    'as.metadata.location-for-path-issuer',
  ],
  modes: 'any',
  perRevision: true,
  intrusiveness: 'observe',

  async run({ provider, judge, doesNotApply, revision }) {
    const replies = await provider.lookUpMetadata();
    const [oauth] = replies;
    const documents = replies.filter(isMetadata);
    if (!oauth) return;
    judge('as.metadata.published', {
      observed: documents[0] ?? oauth,
      expect: fact('a metadata document at one of the locations', () =>
        documents.length > 0 ? null : seen(replies),
      ),
    });
    judge('as.metadata.rfc8414-mandatory', {
      observed: oauth,
      expect: fact('an RFC 8414 document', () => (isMetadata(oauth) ? null : seen([oauth]))),
    });
    judge('as.metadata.legacy-recommended', {
      observed: oauth,
      expect: fact('a metadata document at the root of the origin', () =>
        isMetadata(oauth) ? null : seen([oauth]),
      ),
    });
    const { pathname, origin } = new URL(provider.issuer);
    if (pathname === '/') {
      doesNotApply('as.metadata.location-for-path-issuer', 'the issuer has no path');
    } else {
      judge('as.metadata.location-for-path-issuer', {
        observed: documents[0] ?? oauth,
        expect: fact('a document at a location that keeps the path', () =>
          documents.length > 0 ? null : seen(replies),
        ),
      });
    }
    if (documents.length > 0 || revision !== '2025-03-26') {
      return doesNotApply('as.metadata.legacy-default-endpoints', 'the server publishes metadata');
    }
    for (const path of ['/authorize', '/token']) {
      const reply = await provider.send({
        url: origin + path,
        ...(path === '/token' ? { body: new URLSearchParams() } : {}),
      });
      judge('as.metadata.legacy-default-endpoints', {
        observed: reply,
        expect: fact(`${path} is there`, () =>
          reply.status === 404 || reply.status === 0 ? `${path} answered ${reply.status}` : null,
        ),
      });
    }
  },
});

function isMetadata({ status, json }: Reply): boolean {
  return status === 200 && json !== null && ('issuer' in json || 'token_endpoint' in json);
}

function seen(replies: readonly Reply[]): string {
  return replies
    .map(({ exchange, status }) => `${new URL(exchange.request.url).pathname} ${status}`)
    .join(', ');
}
