import { defineRule, fact } from 'mcp-conformance';

/** RFC 6749 §10.4: a refresh token is shown to its issuer alone. */
export default defineRule({
  judges: 'client.refresh.confidential',
  title: 'No request but those to the token endpoint carries a refresh token.',
  on: {
    kind: [
      'mcp',
      'resource-metadata',
      'server-metadata',
      'registration-request',
      'authorization-request',
      'other',
    ],
    where: ({ from }) => from === 'client' || from === 'browser',
  },
  expect: fact('no refresh token', ({ exchanges }) => {
    const { request } = exchanges.at(-1) ?? {};
    const text = [request?.url, request?.body?.text, ...(request?.headers ?? []).flat()].join(' ');
    return text.includes('‹refresh token') ? 'a refresh token' : null;
  }),
});
