import { interactionPolicy } from './library.ts';

/**
 * Asks for consent whenever the client cannot prove who it is (RFC 6749 §10.2, RFC 8252 §8.6).
 *
 * oidc-provider asks anew only for native clients; a public web client would get its second code without a word.
 */
export function consentPolicy() {
  const policy = interactionPolicy.base();
  const { Check } = interactionPolicy;
  policy.get('consent')?.checks.add(
    new Check(
      'public_client_prompt',
      'public clients need the consent of the user',
      'interaction_required',
      ({ oidc }) => {
        const isPublic = oidc.client?.tokenEndpointAuthMethod === 'none';
        return isPublic && !oidc.result?.consent ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT;
      },
    ),
  );
  return policy;
}
