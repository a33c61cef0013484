import { defineRule, fact, jsonObject } from 'mcp-conformance';

const day = 86_400;

/** MCP authorization, token theft: no number is given, so only more than a day is called long. */
export default defineRule({
  judges: 'as.token.short-lived-access',
  title: 'Access tokens live no longer than a day.',
  on: { kind: 'token-request', accepted: true },
  expect: fact('a life of at most a day', ({ exchanges }) => {
    const seconds = Number(jsonObject(exchanges.at(-1)?.response?.body)?.['expires_in']);
    if (Number.isNaN(seconds))
      return { ok: false, unclear: 'the response does not say how long the token lives', actual: '' };
    return seconds > day ? `expires_in ${seconds} s` : null;
  }),
});
