import { allOf, fact, type McpAnswer } from 'mcp-conformance';

/** The Bearer challenge of an answer, if it has one (RFC 6750 §3). */
export function bearerOf({ challenges }: McpAnswer) {
  return challenges.find(({ scheme }) => scheme.toLowerCase() === 'bearer');
}

/** RFC 9110 §15.5.2: a 401 has a challenge. */
export const hasChallenge = fact<McpAnswer>('a challenge', ({ challenges }) =>
  challenges.length > 0 ? null : 'no WWW-Authenticate header',
);

/** MCP 2026-07-28 keeps `offline_access` out of challenges. */
export const noOfflineAccess = fact<McpAnswer>('no offline_access in scope', ({ challenges }) => {
  const scopes = challenges.flatMap(({ parameters }) => (parameters.get('scope') ?? '').split(' '));
  return scopes.includes('offline_access') ? 'scope has offline_access' : null;
});

/** RFC 9110 §11.6.1 and RFC 6750 §3. */
export const wellFormed = allOf(
  fact<McpAnswer>('a Bearer challenge with a parameter', (answer) => {
    const challenge = bearerOf(answer);
    if (!challenge) return 'no Bearer challenge';
    return challenge.parameters.size === 0 ? 'Bearer without any parameter' : null;
  }),
  fact<McpAnswer>(
    'the grammar of RFC 9110',
    ({ challenges }) => challenges.flatMap(({ defects }) => defects)[0] ?? null,
  ),
);
