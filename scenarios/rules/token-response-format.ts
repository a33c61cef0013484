import { allOf, defineRule, directive, fact, header, jsonObject, mediaType } from 'mcp-conformance';

/** RFC 6749 §5.1, OAuth 2.1 §3.2.3. */
export default defineRule({
  judges: 'as.token.response-format',
  title: 'Every successful token response is JSON with its members and may not be stored.',
  on: { kind: 'token-request', accepted: true },
  expect: allOf(
    fact('200, JSON, access_token and token_type', ({ exchanges, status }) => {
      const response = exchanges.at(-1)?.response;
      if (status !== 200) return `${status}`;
      if (mediaType(response?.headers ?? []) !== 'application/json')
        return `content type ${mediaType(response?.headers ?? [])}`;
      const body = jsonObject(response?.body);
      const missing = ['access_token', 'token_type'].filter((name) => typeof body?.[name] !== 'string');
      if (missing.length > 0) return `${missing.join(' and ')} (absent)`;
      return body?.['expires_in'] === undefined
        ? {
            ok: false,
            lesser: 'The response does not say how long the token lasts.',
            actual: 'expires_in (absent)',
          }
        : null;
    }),
    header('cache-control', directive('no-store')),
  ),
});
