import { defineScenario, fact } from 'mcp-conformance';

const shared = [
  'issuer',
  'authorization_endpoint',
  'token_endpoint',
  'registration_endpoint',
  'revocation_endpoint',
  'jwks_uri',
  'code_challenge_methods_supported',
];

/** Clients stop at the first document they find, so all must say the same. */
export default defineScenario({
  title: 'Compares the OAuth and the OpenID Connect metadata, and reads the authentication methods.',
  subject: 'authorization-server',
  judges: ['as.metadata.documents-agree', 'as.metadata.auth-methods-usable'],
  modes: 'any',
  intrusiveness: 'observe',

  async run({ provider, judge, doesNotApply, cannotTell }) {
    const documents = await provider.metadata();
    const [first, ...others] = documents;
    if (!first) {
      return cannotTell(
        ['as.metadata.documents-agree', 'as.metadata.auth-methods-usable'],
        'no metadata was found',
        ['as.metadata.published', 'as.metadata.rfc8414-mandatory', 'as.metadata.legacy-recommended'],
      );
    }
    if (others.length === 0) doesNotApply('as.metadata.documents-agree', 'the server publishes one document');
    for (const other of others) {
      judge('as.metadata.documents-agree', {
        observed: other.reply,
        expect: fact('the same issuer, endpoints and PKCE methods', () => {
          const differing = shared.filter(
            (name) =>
              name in first.document &&
              name in other.document &&
              JSON.stringify(first.document[name]) !== JSON.stringify(other.document[name]),
          );
          return differing.length > 0 ? `they differ in ${differing.join(', ')}` : null;
        }),
      });
    }
    judge('as.metadata.auth-methods-usable', {
      observed: first.reply,
      expect: fact('the authentication methods are listed, with algorithms for those that sign', () =>
        problemWithMethods(first.document),
      ),
    });
  },
});

function problemWithMethods(document: Readonly<Record<string, unknown>>) {
  const methods = document['token_endpoint_auth_methods_supported'];
  const algorithms = document['token_endpoint_auth_signing_alg_values_supported'];
  if (!Array.isArray(methods))
    return 'token_endpoint_auth_methods_supported (absent), which means client_secret_basic only';
  const signs = methods.includes('private_key_jwt') || methods.includes('client_secret_jwt');
  if (signs && (!Array.isArray(algorithms) || algorithms.includes('none'))) {
    return `token_endpoint_auth_signing_alg_values_supported ${JSON.stringify(algorithms ?? '(absent)')}`;
  }
  return methods.includes('none')
    ? null
    : `token_endpoint_auth_methods_supported ${JSON.stringify(methods)} without none`;
}
