import { defineScenario, directive, fact, header, mediaType, type Registration } from 'mcp-conformance';

/** RFC 7591 §3.1 and §3.2.1. */
export default defineScenario({
  title: 'Registers a public and a confidential client and reads the answers.',
  subject: 'authorization-server',
  judges: ['as.dcr.registers-client', 'as.dcr.secret-rules', 'as.dcr.open-registration'],
  needs: ['dynamic-registration'],
  modes: ['dynamic'],

  async run({ provider, judge, cannotTell }) {
    const open = await provider.register(
      { x_unknown_member: 'harmless' },
      { note: 'with an unknown member' },
    );
    judge('as.dcr.open-registration', { observed: open, expect: asksForNothing });
    if (open.status === 401 || open.status === 403)
      return cannotTell(
        ['as.dcr.registers-client', 'as.dcr.secret-rules'],
        'registration is for those who are known',
      );
    judge('as.dcr.registers-client', { observed: open, expect: isComplete });
    judge('as.dcr.secret-rules', {
      observed: open,
      expect: fact('no secret for a public client', ({ client }: Registration) =>
        client?.clientSecret && client.authenticationMethod === 'none'
          ? {
              ok: false,
              lesser: 'A public client is given a secret that it has no use for.',
              actual: 'a client_secret beside token_endpoint_auth_method none',
            }
          : null,
      ),
    });
    const secret = await provider.register({ token_endpoint_auth_method: 'client_secret_basic' });
    if (!secret.client?.clientSecret) return;
    judge('as.dcr.secret-rules', {
      observed: secret,
      expect: header('cache-control', directive('no-store')),
    });
    judge('as.dcr.secret-rules', {
      observed: secret,
      expect: fact('client_secret_expires_at beside the secret', ({ reply }: Registration) => {
        const expires = reply.json?.['client_secret_expires_at'];
        return typeof expires === 'number'
          ? null
          : `client_secret_expires_at ${JSON.stringify(expires ?? '(absent)')}`;
      }),
    });
  },
});

const asksForNothing = fact<Registration>(
  'a client registers without a token',
  ({ status, error, accepted }) => {
    if (accepted) return null;
    const actual = `${status} ${error ?? ''}`.trim();
    if (status === 401 || status === 403) return actual;
    return { ok: false, unclear: `registering was answered ${actual}`, actual };
  },
);

const isComplete = fact<Registration>(
  '201, JSON, a client_id and the metadata as registered',
  ({ reply, status }) => {
    if (status !== 201) return `${status}`;
    if (mediaType(reply.headers) !== 'application/json') return `content type ${mediaType(reply.headers)}`;
    const missing = ['client_id', 'redirect_uris', 'grant_types', 'token_endpoint_auth_method'].filter(
      (name) => reply.json?.[name] === undefined || reply.json[name] === null,
    );
    return missing.length > 0 ? `${missing.join(', ')} (absent)` : null;
  },
);
