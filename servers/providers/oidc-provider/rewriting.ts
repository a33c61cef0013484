import type { FaultPoints } from './fault-points.ts';
import type { Exchange, Route } from './faulty.ts';
import { readBody, replaceBody } from './request-body.ts';

/** Lets faults change what comes in and what goes out. */
export async function rewrite(
  points: FaultPoints,
  route: Route,
  exchange: Exchange,
  next: () => Promise<void>,
): Promise<void> {
  await rewriteRequest(points, route, exchange);
  await next();
  await rewriteAnswer(points, route, exchange);
  await rewriteCallback(points, exchange);
}

async function rewriteRequest(points: FaultPoints, route: Route, exchange: Exchange): Promise<void> {
  const forms = points.forms.filter((hook) => hook.route === route);
  const requests = points.requests.filter((hook) => hook.route === route);
  if (forms.length === 0 && requests.length === 0) return;
  if (exchange.method === 'GET') {
    const parameters = new URLSearchParams(exchange.querystring);
    for (const { change } of forms) await change(parameters, exchange);
    exchange.querystring = parameters.toString();
    return;
  }
  const text = await readBody(exchange.req);
  if (text === null) return;
  replaceBody(exchange, text);
  if (exchange.is('application/json')) {
    const document = parseObject(text);
    if (document === null) return;
    for (const { change } of requests) await change(document, exchange);
    replaceBody(exchange, JSON.stringify(document));
  } else {
    const parameters = new URLSearchParams(text);
    for (const { change } of forms) await change(parameters, exchange);
    replaceBody(exchange, parameters.toString());
  }
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

async function rewriteAnswer({ answers }: FaultPoints, route: Route, exchange: Exchange): Promise<void> {
  const { body, type } = exchange;
  const changes = answers.filter(({ routes }) => routes.includes(route));
  if (changes.length === 0 || type !== 'application/json' || typeof body !== 'object' || body === null)
    return;
  const document = structuredClone(body) as Record<string, unknown>;
  for (const { change } of changes) await change(document, exchange);
  if (exchange.body === body) replaceJson(exchange, document);
}

/** Setting a body also sets its media type, which a fault may just have changed. */
function replaceJson(exchange: Exchange, document: Record<string, unknown>): void {
  const type = exchange.response.get('Content-Type') ?? 'application/json';
  exchange.body = document;
  exchange.set('Content-Type', type);
}

async function rewriteCallback({ callbacks }: FaultPoints, exchange: Exchange): Promise<void> {
  const location = exchange.response.get('Location');
  if (callbacks.length === 0 || !isAuthorizationResponse(location)) return;
  const [target = '', query = ''] = location.split('?', 2);
  const parameters = new URLSearchParams(query);
  for (const change of callbacks) await change(parameters, exchange);
  exchange.set('Location', `${target}?${parameters}`);
}

/** Whether a redirect takes a code or an error to a client (RFC 6749 §4.1.2). */
export function isAuthorizationResponse(location: string | undefined): location is string {
  if (!location) return false;
  const parameters = new URLSearchParams(location.split('?', 2)[1] ?? '');
  return parameters.has('code') || parameters.has('error');
}
