import { type Exchange, jsonObject, type TraceView } from 'mcp-conformance';

/** A metadata document of the client, as an authorization server fetched it. */
export interface ClientDocument {
  readonly exchange: Exchange;
  /** `null` when it is no JSON object. */
  readonly members: Readonly<Record<string, unknown>> | null;
}

/** The documents by which the client under test identified itself (draft-ietf-oauth-client-id-metadata-document §4). */
export function documentsOfClient({ exchanges }: Pick<TraceView, 'exchanges'>): readonly ClientDocument[] {
  return exchanges
    .filter(({ kind }) => kind === 'client-metadata')
    .map((exchange) => ({ exchange, members: jsonObject(exchange.response?.body) }));
}

/** Why a rule about documents has nothing to look at. */
export const noDocument = 'no metadata document of the client was fetched';

/** Whether a `client_id` is the URL of a metadata document. */
export const isDocumentUrl = (clientId: string | null): boolean => /^https:/i.test(clientId ?? '');
