import { defineRule, type Finding, fact } from 'mcp-conformance';
import { documentsOfClient, noDocument } from '../../observed/client-documents.ts';

/** draft-ietf-oauth-client-id-metadata-document §4.1: the document is public, so nothing in it is a secret. */
export default defineRule({
  judges: 'client.cimd.no-shared-secret',
  title: 'A metadata document holds and announces no shared secret.',
  otherwise: noDocument,
  examine: (trace) =>
    documentsOfClient(trace).map(({ exchange: observed, members }) => ({
      observed,
      expect: fact('no secret, and none to authenticate with', () => problemWith(members ?? {})),
    })),
});

function problemWith(members: Readonly<Record<string, unknown>>): Finding | string | null {
  const secret = ['client_secret', 'client_secret_expires_at'].find((name) => name in members);
  if (secret) return `the document has ${secret}`;
  const method = members['token_endpoint_auth_method'];
  // RFC 7591 §2: what is not stated is client_secret_basic.
  if (method === undefined)
    return {
      ok: false,
      lesser: 'The document leaves out how the client authenticates, which means with a shared secret.',
      actual: 'token_endpoint_auth_method (absent), which means a secret',
    };
  return String(method).startsWith('client_secret_') ? `token_endpoint_auth_method ${String(method)}` : null;
}
