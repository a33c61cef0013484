import type { ServerResponse } from 'node:http';

/** Changes what a server of ours is about to send, where it sends all at once and nothing has left yet. */
export function rewriteAnswer(response: ServerResponse, change: (text: string) => string): void {
  const { end } = response;
  response.end = ((body: unknown) => {
    const isText = typeof body === 'string' || body instanceof Uint8Array;
    if (!isText || response.headersSent) return Reflect.apply(end, response, isText ? [body] : []);
    const text = change(Buffer.from(body as string).toString('utf8'));
    response.setHeader('content-length', Buffer.byteLength(text));
    return Reflect.apply(end, response, [text, 'utf8']);
  }) as typeof response.end;
}

/** The same for an answer that is a JSON object; any other is left alone. */
export function rewriteJson(
  response: ServerResponse,
  change: (document: Record<string, unknown>) => void,
): void {
  rewriteAnswer(response, (text) => {
    if (!/json/.test(String(response.getHeader('content-type')))) return text;
    const document = JSON.parse(text) as Record<string, unknown>;
    change(document);
    return JSON.stringify(document);
  });
}
