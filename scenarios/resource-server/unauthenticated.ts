import { defineScenario, fact, type McpAnswer, type ResourceProbe, refusal } from 'mcp-conformance';
import { bearerOf, hasChallenge, noOfflineAccess, wellFormed } from '../observed/challenges.ts';

/** What is asked of every challenge; other scenarios look at more of them. */
const ofChallenges = [
  'rs.challenge.present-on-401',
  'rs.challenge.well-formed',
  'rs.challenge.no-offline-access',
] as const;

/** MCP authorization, error handling; RFC 9110 §11.6.1; RFC 6750 §3; RFC 9728 §5.1. */
export default defineScenario({
  title: 'Sends a complete MCP request without a token and reads the challenge.',
  subject: 'resource-server',
  judges: [
    'rs.auth.unauthenticated-gets-401',
    'rs.transport.authentication-enforced',
    'rs.challenge.resource-metadata-mandatory',
    'rs.challenge.resource-metadata',
    'rs.challenge.no-error-without-token',
    'rs.challenge.scope-hint',
    ...ofChallenges,
  ],
  controls: ['rs.auth.unauthenticated-gets-401', 'rs.transport.authentication-enforced'],
  intrusiveness: 'observe',

  async run({ resource, revision, judge, cannotTell, doesNotApply }) {
    const refused = await firstContact(resource, revision);
    const control = await resource.control();
    judge('rs.auth.unauthenticated-gets-401', {
      control,
      observed: refused,
      expect: refusal({ status: 401, otherwise: 'fail' }),
    });
    judge('rs.transport.authentication-enforced', {
      control,
      observed: refused,
      expect: refusal({ otherwise: 'pass' }),
    });
    if (refused.status !== 401) {
      doesNotApply(ofChallenges, `this is no 401, but ${refused.status}`);
      return cannotTell(
        [
          'rs.challenge.resource-metadata-mandatory',
          'rs.challenge.resource-metadata',
          'rs.challenge.no-error-without-token',
          'rs.challenge.scope-hint',
        ],
        `no 401 was seen, but ${refused.status}`,
      );
    }
    judge('rs.challenge.present-on-401', { observed: refused, expect: hasChallenge });
    if (refused.challenges.length === 0) {
      doesNotApply(ofChallenges.slice(1), 'this 401 has no challenge');
    } else {
      judge('rs.challenge.well-formed', { observed: refused, expect: wellFormed });
      judge('rs.challenge.no-offline-access', { observed: refused, expect: noOfflineAccess });
    }
    const pointsToMetadata = parameter('resource_metadata', (value) => URL.canParse(value));
    judge('rs.challenge.resource-metadata-mandatory', { observed: refused, expect: pointsToMetadata });
    judge('rs.challenge.resource-metadata', { observed: refused, expect: pointsToMetadata });
    judge('rs.challenge.no-error-without-token', {
      observed: refused,
      expect: fact('no error in the challenge', (answer: McpAnswer) => {
        const error = bearerOf(answer)?.parameters.get('error');
        return error === undefined ? null : `error="${error}"`;
      }),
    });
    judge('rs.challenge.scope-hint', {
      observed: refused,
      expect: parameter('scope', (value) => value !== ''),
    });
  },
});

/** The first request of a client; where the handshake is open to all, the one after it. */
async function firstContact(resource: ResourceProbe, revision: string): Promise<McpAnswer> {
  const note = 'without a token';
  if (revision === '2026-07-28') return resource.call(null, { note });
  const opened = await resource.call(null, { method: 'initialize', note });
  return opened.accepted ? resource.call(null, { session: opened.session, note }) : opened;
}

function parameter(name: string, isRight: (value: string) => boolean) {
  return fact<McpAnswer>(`${name} in the challenge`, (answer) => {
    const value = bearerOf(answer)?.parameters.get(name);
    if (value === undefined) return `${name} (absent)`;
    return isRight(value) ? null : `${name}="${value}"`;
  });
}
