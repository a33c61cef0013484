import { type Exchange, formOf, observe, type TraceView } from 'mcp-conformance';
import { clientIdOf } from './client-credentials.ts';
import { documentsOfClient } from './client-documents.ts';
import { requestsOfClient } from './client-requests.ts';

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Token requests of a client whose document declares `private_key_jwt`; `null` where none does. */
export function requestsToSign(trace: Pick<TraceView, 'exchanges'>): readonly Exchange[] | null {
  const declaring = documentsOfClient(trace)
    .filter(({ members }) => members?.['token_endpoint_auth_method'] === 'private_key_jwt')
    .map(({ exchange }) => exchange.request.url);
  const [first] = declaring;
  if (first === undefined) return null;
  // A request that names nobody is laid to the document: its assertion may say who sends it (RFC 7521 §4.2).
  return requestsOfClient(trace)
    .tokens.map(({ exchange }) => exchange)
    .filter((exchange) => declaring.includes(clientIdOf(exchange) ?? first));
}

/** What is wrong with the assertion of a token request, or `null`. Whether it verifies the server knows. */
export function problemWithAssertion(exchange: Exchange): string | null {
  const form = formOf(exchange);
  if (!form.has('client_assertion')) return 'client_assertion (absent)';
  const type = form.get('client_assertion_type');
  if (type !== jwtBearer) return `client_assertion_type ${type ?? '(absent)'}`;
  return observe(exchange).error === 'invalid_client' ? 'an assertion that does not verify' : null;
}
