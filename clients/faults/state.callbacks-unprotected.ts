import { defineFault } from '../../harness/define/fault.ts';
import { isRedemption } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 9700 §4.7: without state and PKCE nothing tells a forged callback. */
export default defineFault<FaultyClient>({
  says: 'takes a callback with a foreign state, and redeems its code without a verifier',
  breaks: [
    'client.state.csrf-defence',
    'client.state.rejects-mismatch',
    'client.pkce.sends-matching-verifier',
  ],
  install: (client) => {
    let isForged = false;
    client.checkState = (response, { state }) => {
      isForged = response.has('state') && response.get('state') !== state;
      return response.has('state') ? null : 'the callback has no state';
    };
    client.rewriteRequest = (request) => {
      if (!isForged || !isRedemption(request)) return;
      const form = new URLSearchParams(request.body ?? '');
      form.delete('code_verifier');
      request.body = form.toString();
    };
  },
});
