import { defineScenario, fact, type McpAnswer, refusal, success } from 'mcp-conformance';

const scopesOf = (answer: McpAnswer) =>
  (answer.challenges.find(({ parameters }) => parameters.has('scope'))?.parameters.get('scope') ?? '')
    .split(' ')
    .filter(Boolean);
const metadataOf = (answer: McpAnswer) =>
  answer.challenges
    .find(({ parameters }) => parameters.has('resource_metadata'))
    ?.parameters.get('resource_metadata');

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
  ],
  needs: ['elevated-scope'],

  async run({ resource, provider, tokens, judge, cannotTell }) {
    const { elevated } = resource.tools;
    if (!elevated) return;
    const least = resource.tools.basic ?? (await provider.scope());
    const use = { tool: elevated.tool, arguments: elevated.arguments };
    const basic = await tokens.valid({ scope: least });
    const wide = await tokens.valid({ scope: `${least} ${elevated.scope}` });
    const control = await resource.call(wide, use);
    const refused = await resource.call(basic, { ...use, note: `without ${elevated.scope}` });
    judge('rs.scope.enforced', { control, observed: refused, expect: refusal({ otherwise: 'pass' }) });
    judge('rs.scope.insufficient-403', {
      control,
      observed: refused,
      expect: refusal({ status: 403, otherwise: 'fail' }),
    });
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
