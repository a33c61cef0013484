import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 7636 §4.1: a verifier for each request. */
export default defineFault<FaultyClient>({
  says: 'uses one code_challenge for all requests',
  breaks: ['client.pkce.fresh-per-request'],
  install: (client) => {
    let first: { verifier: string; challenge?: string } | undefined;
    client.keepVerifier = (made) => {
      first ??= { verifier: made };
      return first.verifier;
    };
    client.rewriteAuthorizationUrl = ({ searchParams }) => {
      if (!first) return;
      first.challenge ??= searchParams.get('code_challenge') ?? '';
      searchParams.set('code_challenge', first.challenge);
    };
  },
});
