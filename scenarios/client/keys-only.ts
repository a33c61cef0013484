import { defineScenario, fact } from 'mcp-conformance';
import { problemWithAssertion, requestsToSign } from '../observed/assertions.ts';

/** draft-ietf-oauth-client-id-metadata-document §6.2: what the document declares is how the client authenticates. */
export default defineScenario({
  title: 'Wants clients to authenticate with keys.',
  subject: 'client',
  judges: ['client.cimd.authenticates-as-declared'],
  needs: ['sign-in'],
  modes: ['metadata-document'],
  faults: ['as.registration.keys-only'],

  async run({ client, trace, judge, cannotTell, doesNotApply }) {
    const { message } = await client.connect();
    const requests = requestsToSign(trace);
    if (requests === null)
      return doesNotApply('client.cimd.authenticates-as-declared', 'no document declares private_key_jwt');
    const request = requests.find((each) => problemWithAssertion(each) !== null) ?? requests.at(-1);
    if (!request)
      return cannotTell('client.cimd.authenticates-as-declared', message, [
        'client.cimd.document-client-id-equals-url',
        'client.cimd.document-required-members',
        'client.cimd.no-shared-secret',
      ]);
    judge('client.cimd.authenticates-as-declared', {
      observed: request,
      expect: fact('an assertion that verifies', () => problemWithAssertion(request)),
    });
  },
});
