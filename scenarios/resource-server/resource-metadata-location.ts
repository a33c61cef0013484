import { defineScenario, fact, type Reply } from 'mcp-conformance';

/** RFC 9728 §3 and §5.1; MCP 2025-11-25 protected resource metadata discovery. */
export default defineScenario({
  title: 'Looks for the resource metadata where a client would, without credentials and with an Origin.',
  subject: 'resource-server',
  judges: [
    'rs.prm.discoverable',
    'rs.prm.served',
    'rs.prm.served-at-well-known',
    'rs.prm.challenge-url-resolves',
    'rs.prm.public',
  ],
  intrusiveness: 'observe',

  async run({ resource, tokens, judge, cannotTell, doesNotApply }) {
    const locations = await resource.metadataLocations();
    const replies = await Promise.all(
      locations.map(({ url }) =>
        resource.send({ url, kind: 'resource-metadata', headers: [['Accept', 'application/json']] }),
      ),
    );
    const found = replies.filter(isDocument);
    const observed = found[0] ?? replies[0];
    if (!observed) return;
    const somewhere = (documents: readonly Reply[]) =>
      fact('a metadata document at one of the locations', () =>
        documents.length > 0 ? null : seen(replies),
      );
    judge('rs.prm.discoverable', { observed, expect: somewhere(found) });
    const guarded =
      found.length > 0 ? undefined : replies.find(({ status }) => status === 401 || status === 403);
    if (guarded) {
      judge('rs.prm.public', { observed: guarded, expect: isPublic(guarded) });
      // Who keeps the document from strangers may keep it from holders of tokens that it does not trust, too.
      const control = await resource.control();
      const token = await tokens.attempt();
      const opened = await resource.send({
        url: guarded.exchange.request.url,
        kind: 'resource-metadata',
        headers: token === null ? [] : [['Authorization', `Bearer ${token}`]],
        note: 'with a token',
      });
      judge('rs.prm.served', { control, observed: opened, expect: somewhere([opened].filter(isDocument)) });
    } else {
      judge('rs.prm.served', { observed, expect: somewhere(found) });
    }

    const path = new URL(resource.url).pathname.replace(/\/$/, '') === '' ? 'root' : 'path';
    const wellKnown = replies[locations.findIndex(({ origin }) => origin === path)];
    if (wellKnown) {
      judge('rs.prm.served-at-well-known', {
        observed: wellKnown,
        expect: fact('a document at the well-known URL of the endpoint', () =>
          isDocument(wellKnown) ? null : seen([wellKnown]),
        ),
      });
    }
    const challenged = replies[locations.findIndex(({ origin }) => origin === 'challenge')];
    if (challenged) {
      judge('rs.prm.challenge-url-resolves', {
        observed: challenged,
        expect: {
          ...fact('a document at the URL of the challenge', () =>
            isDocument(challenged) ? null : seen([challenged]),
          ),
          silenceBreaks: !URL.canParse(challenged.exchange.request.url),
        },
      });
    } else if ((await resource.call(null)).challenges.length === 0) {
      cannotTell('rs.prm.challenge-url-resolves', 'no challenge came');
    } else {
      doesNotApply('rs.prm.challenge-url-resolves', 'the challenge names no metadata URL');
    }
    if (!found[0]) return;
    const crossOrigin = await resource.send({
      url: found[0].exchange.request.url,
      kind: 'resource-metadata',
      headers: [['Origin', 'https://inspector.mcp-conformance.example']],
      note: 'with an Origin, as a browser would',
    });
    for (const reply of [found[0], crossOrigin])
      judge('rs.prm.public', { observed: reply, expect: isPublic(reply) });
  },
});

function isPublic(reply: Reply) {
  return fact('the document without credentials', () => (isDocument(reply) ? null : seen([reply])));
}

function isDocument({ status, json }: Reply): boolean {
  return status === 200 && json !== null;
}

function seen(replies: readonly Reply[]): string {
  return replies.map(({ exchange, status }) => `${exchange.request.url} ${status}`).join(', ');
}
