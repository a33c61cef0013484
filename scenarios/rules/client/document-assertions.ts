import { defineRule, fact } from 'mcp-conformance';
import { problemWithAssertion, requestsToSign } from '../../observed/assertions.ts';

/** draft-ietf-oauth-client-id-metadata-document §6.2. */
export default defineRule({
  judges: 'client.cimd.authenticates-as-declared',
  title: 'A client whose document declares private_key_jwt sends an assertion with every token request.',
  otherwise: 'no metadata document declares private_key_jwt',
  examine: (trace) =>
    (requestsToSign(trace) ?? []).map((observed) => ({
      observed,
      expect: fact('an assertion that verifies', () => problemWithAssertion(observed)),
    })),
});
