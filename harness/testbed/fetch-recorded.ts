import { bodyCap, type Trace } from '../trace/trace.ts';
import { clientDocument } from './client-document.ts';

/**
 * Fetches the document by which a client identifies itself, as the authorization server does (MCP 2025-11-25, client ID
 * metadata documents), and records it. Of a body that does not end only the beginning is kept.
 */
export async function fetchRecorded(trace: Trace, url: string, init?: RequestInit): Promise<Response> {
  const request = { method: 'GET', url, headers: [], body: null };
  const open = trace.open({ ...request, from: 'authorization-server', to: 'client' });
  try {
    const response = clientDocument(url) ?? (await fetch(url, init));
    const { status, headers } = response;
    const head = { status, headers: [...headers] };
    open.finish({ ...head, body: null });
    const watched = response.body?.pipeThrough(collector((body) => open.finish({ ...head, body })));
    return new Response(watched ?? null, { status, headers });
  } catch (error) {
    open.finish({ code: 'unreachable', message: (error as Error).message });
    throw error;
  }
}

/** Passes bytes on, and tells what they were when they have ended. */
function collector(done: (body: { text: string; bytes: number; truncated: boolean }) => void) {
  const kept: Uint8Array[] = [];
  let bytes = 0;
  return new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      if (bytes < bodyCap) kept.push(chunk);
      bytes += chunk.length;
      controller.enqueue(chunk);
    },
    flush: () => done({ text: Buffer.concat(kept).toString('utf8'), bytes, truncated: bytes > bodyCap }),
  });
}
