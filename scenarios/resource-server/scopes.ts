import { defineScenario, fact, type McpAnswer, refusal, success } from 'mcp-conformance';

const scopesOf = (answer: McpAnswer) =>
  (answer.challenges.find(({ parameters }) => parameters.has('scope'))?.parameters.get('scope') ?? '')
    .split(' ')
    .filter(Boolean);
const metadataOf = (answer: McpAnswer) =>
  answer.challenges
    .find(({ parameters }) => parameters.has('resource_metadata'))
    ?.parameters.get('resource_metadata');

const isHttpError = fact<McpAnswer>('an HTTP error status', ({ status }) =>
  status < 300 ? `${status}` : null,
);

/** MCP authorization, scope challenge handling; RFC 6750 §3.1. */
export default defineScenario({
  title: 'Calls a tool without the scope it needs, then with exactly the scopes of the challenge.',
  subject: 'resource-server',
  judges: [
    'rs.scope.enforced',
    'rs.scope.insufficient-403',
    'rs.scope.insufficient-scope-error',
    'rs.scope.challenge-names-scopes',
    'rs.scope.challenge-resource-metadata',
    'rs.scope.single-challenge',
    'rs.scope.consistent',
    'rs.errors.http-status',
  ],
  needs: ['elevated-scope'],

  async run({ resource, provider, tokens, judge, cannotTell, doesNotApply }) {
    const { elevated, broader } = resource.tools;
    if (!elevated) return;
    const least = resource.tools.basic ?? (await provider.scope());
    const use = { tool: elevated.tool, arguments: elevated.arguments };
    const basic = await tokens.valid({ scope: least });
    // All that the server knows, so that a demand beyond the challenge shows in the step-up and not here.
    const all = [least, elevated.scope, broader ?? ''].filter(Boolean).join(' ');
    const wide = await tokens.valid({ scope: all });
    const control = await resource.call(wide, use);
    const refused = await resource.call(basic, { ...use, note: `without ${elevated.scope}` });
    judge('rs.scope.enforced', { control, observed: refused, expect: refusal({ otherwise: 'pass' }) });
    judge('rs.scope.insufficient-403', {
      control,
      observed: refused,
      expect: refusal({ status: 403, otherwise: 'fail' }),
    });
    if (refused.accepted) doesNotApply('rs.errors.http-status', 'nothing was refused');
    else judge('rs.errors.http-status', { observed: refused, expect: isHttpError });
    if (refused.status !== 403) {
      return cannotTell(
        [
          'rs.scope.insufficient-scope-error',
          'rs.scope.challenge-names-scopes',
          'rs.scope.challenge-resource-metadata',
          'rs.scope.single-challenge',
          'rs.scope.consistent',
        ],
        `no 403 was seen, but ${refused.status}`,
      );
    }
    judge('rs.scope.insufficient-scope-error', {
      observed: refused,
      expect: fact('error="insufficient_scope"', ({ error }: McpAnswer) =>
        error === 'insufficient_scope' ? null : `error ${error ?? '(absent)'}`,
      ),
    });
    judge('rs.scope.challenge-names-scopes', {
      observed: refused,
      expect: fact(`scope with ${elevated.scope}`, (answer: McpAnswer) =>
        scopesOf(answer).includes(elevated.scope) ? null : `scope "${scopesOf(answer).join(' ')}"`,
      ),
    });
    const unauthenticated = await resource.call(null);
    judge('rs.scope.challenge-resource-metadata', {
      observed: refused,
      expect: fact('the resource_metadata of the 401', (answer: McpAnswer) =>
        metadataOf(answer) !== undefined &&
        metadataOf(answer) === (metadataOf(unauthenticated) ?? metadataOf(answer))
          ? null
          : `resource_metadata ${metadataOf(answer) ?? '(absent)'}`,
      ),
    });
    const again = await resource.call(basic, use);
    judge('rs.scope.consistent', {
      observed: again,
      expect: fact('the same scopes as before', (answer: McpAnswer) =>
        scopesOf(answer).toSorted().join(' ') === scopesOf(refused).toSorted().join(' ')
          ? null
          : `scope "${scopesOf(answer).join(' ')}"`,
      ),
    });
    const asked = [...new Set([...least.split(' '), ...scopesOf(refused)])].join(' ');
    const stepped = await resource.call(await tokens.valid({ scope: asked }), use);
    judge('rs.scope.single-challenge', {
      observed: stepped,
      expect: success('the challenged scopes suffice'),
    });
  },
});
