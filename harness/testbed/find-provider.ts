import type { Revision } from '../catalogue/vocabulary.ts';
import { quote } from '../define/error.ts';
import type { ProviderDefinition } from '../define/provider.ts';
import type { Http } from '../trace/http.ts';
import { openConnections, openHttp } from '../trace/open-http.ts';
import { Trace } from '../trace/trace.ts';
import { firstContact, issuersNamedBy } from './first-contact.ts';
import { documentsAmong, lookUp } from './metadata.ts';
import { partiesOf } from './parties.ts';

/** What an MCP server's metadata says about its provider, and what of it can be used. */
export type FoundProvider =
  | { readonly issuer: string; readonly definition: ProviderDefinition<string> }
  /** It names one that cannot be used unless more is known. */
  | { readonly issuer: string; readonly because: string };

/**
 * Asks an MCP server of somebody else for its authorization server: the first that its metadata names (RFC 9728 §2).
 * Of that one nothing is known but what it publishes, so nobody can sign in there by a form. `null`: it names none.
 */
export async function findProvider(
  serverUrl: string,
  revision: Revision,
  timeoutMs: number,
): Promise<FoundProvider | null> {
  const connections = openConnections();
  const partyOf = partiesOf({ resourceUrl: serverUrl, issuer: '' });
  const http = openHttp({ connections, partyOf, timeoutMs, trace: new Trace(), from: 'harness' });
  try {
    const [issuer] = issuersNamedBy((await firstContact(http, serverUrl, revision)).metadata);
    return issuer === undefined ? null : await describeProvider(http, issuer);
  } finally {
    connections.close();
  }
}

async function describeProvider(http: Http, issuer: string): Promise<FoundProvider> {
  const url = URL.canParse(issuer) ? new URL(issuer) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
    return { issuer, because: 'it is no http or https URL' };
  const [metadata] = documentsAmong(issuer, await lookUp(http, issuer));
  if (!metadata) return { issuer, because: 'it publishes no metadata' };
  const { registration_endpoint: registers, issuer: own } = metadata.document;
  if (own !== issuer)
    return {
      issuer,
      because: `its metadata is that of ${typeof own === 'string' ? quote(own) : 'no issuer'}`,
    };
  if (typeof registers !== 'string')
    return { issuer, because: 'its metadata names no registration_endpoint' };
  return {
    issuer,
    definition: {
      name: url.host,
      issuer,
      registration: { dynamic: true },
      users: [],
      signIn: { kind: 'form' },
      tokens: { kind: 'jwt' },
    },
  };
}
