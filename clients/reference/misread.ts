import type { FaultyClient, Outgoing } from './faulty.ts';

const resourceMetadata = /\/\.well-known\/oauth-protected-resource/;
const serverMetadata = /\/\.well-known\/(oauth-authorization-server|openid-configuration)/;

type Document = Record<string, unknown>;

/** Lets a fault read metadata documents as others than came; `kind` says which. */
export function misread(
  client: FaultyClient,
  kind: 'resource' | 'server',
  change: (document: Document, url: string) => void | Promise<void>,
): void {
  const { transmit } = client;
  const pattern = kind === 'resource' ? resourceMetadata : serverMetadata;
  client.transmit = async (request, send) => {
    const response = await transmit(request, send);
    if (!response.ok || !pattern.test(request.url)) return response;
    const document = (await response.json()) as Document;
    await change(document, request.url);
    return Response.json(document);
  };
}

/** Lets a fault look at another location first, and at the right one only if that yields nothing. */
export function lookFirst(client: FaultyClient, elsewhere: (url: string) => string | null): void {
  const { transmit } = client;
  client.transmit = async (request, send) => {
    const other = request.method === 'GET' ? elsewhere(request.url) : null;
    if (other === null) return transmit(request, send);
    const first = await transmit({ ...request, url: other }, send);
    return first.ok ? first : transmit(request, send);
  };
}

/** Lets a fault know nothing of a location: it is answered as if nothing were there, and nothing is sent. */
export function overlook(client: FaultyClient, isOverlooked: (request: Outgoing) => boolean): void {
  const { transmit } = client;
  client.transmit = async (request, send) =>
    isOverlooked(request) ? new Response('not asked for', { status: 404 }) : transmit(request, send);
}
