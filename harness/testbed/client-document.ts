/**
 * The document by which the conformance clients of the SDKs identify themselves; its URL is a convention of the official
 * suite, and nothing stands there.
 */
export const clientDocumentUrl = 'https://conformance-test.local/client-metadata.json';

const redirectUris = [
  'http://localhost:3000/callback',
  'http://127.0.0.1:3000/callback',
  'http://127.0.0.1:33418/callback',
];

/** Answers a fetch of that document, or `null` for any other URL. */
export function clientDocument(url: string): Response | null {
  if (url !== clientDocumentUrl) return null;
  return Response.json({
    client_id: clientDocumentUrl,
    client_name: 'conformance client',
    redirect_uris: redirectUris,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
    application_type: 'native',
  });
}
