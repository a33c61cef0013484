import { defineRule, type Exchange, fact, mediaType } from 'mcp-conformance';
import { requestsOfClient } from '../../observed/client-requests.ts';

/** RFC 6749 §3.2 and §4.1.3. */
export default defineRule({
  judges: 'client.token.post-form',
  title: 'Token requests are form posts with nothing in the URL.',
  examine: (trace) =>
    requestsOfClient(trace).tokens.map(({ exchange: observed, form }) => ({
      observed,
      expect: fact('a POST with a form and a grant_type', () => problemWithForm(observed, form)),
    })),
});

function problemWithForm({ request }: Exchange, form: URLSearchParams) {
  if (request.method !== 'POST') return request.method;
  if (mediaType(request.headers) !== 'application/x-www-form-urlencoded')
    return `content type ${mediaType(request.headers)}`;
  if (request.url.includes('?')) return 'parameters in the URL';
  const grant = form.get('grant_type');
  return grant === 'authorization_code' || grant === 'refresh_token'
    ? null
    : `grant_type ${grant ?? '(absent)'}`;
}
