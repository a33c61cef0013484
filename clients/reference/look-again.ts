import type { FaultyClient, Transmit } from './faulty.ts';

const resourceMetadata = /\/\.well-known\/oauth-protected-resource/;

/** Lets a fault read the resource metadata again; answers with the issuer that it names now, or `null`. */
export function lookAgain(client: FaultyClient): () => Promise<string | null> {
  const { transmit } = client;
  let read: (() => ReturnType<Transmit>) | null = null;
  client.transmit = async (request, send) => {
    if (resourceMetadata.test(request.url)) read = () => send(request);
    return transmit(request, send);
  };
  return async () => {
    const response = await read?.();
    if (!response?.ok) return null;
    const { authorization_servers: named } = (await response.json()) as { authorization_servers?: string[] };
    return named?.[0] ?? null;
  };
}
