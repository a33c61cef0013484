import type { Provider } from 'oidc-provider';
import type { FaultPoints } from './fault-points.ts';
import type { Exchange, Route } from './faulty.ts';
import { interact } from './interaction.ts';
import type { EmbeddedProviderOptions } from './options.ts';
import { readBody, replaceBody } from './request-body.ts';
import type { KnownResources } from './resources.ts';
import { rewrite } from './rewriting.ts';
import { routeOf } from './routes.ts';
import { errorGate, errorGateName } from './sign-in-before-error.ts';

type Next = () => Promise<void>;

export interface Layers {
  readonly provider: Provider;
  readonly options: EmbeddedProviderOptions;
  readonly resources: KnownResources;
  readonly points: FaultPoints;
  readonly routes: Readonly<Record<string, string>>;
}

/** Puts around oidc-provider, from the outside in: faults, our pages, and what MCP asks beyond it. */
export function surround({ provider, options, resources, points, routes }: Layers): void {
  const route = (exchange: Exchange): Route => routeOf(exchange.path, routes);
  const use = (layer: (exchange: Exchange, next: Next) => Promise<void>) => {
    provider.use((context, next) => layer(context as unknown as Exchange, next));
  };
  for (const middleware of points.middleware) {
    use((exchange, next) => middleware(exchange, next, route(exchange)));
  }
  use((exchange, next) => rewrite(points, route(exchange), exchange, next));
  const gate = errorGate(provider.issuer, options.users);
  use(async (exchange, next) => {
    switch (route(exchange)) {
      case 'interaction':
        if (exchange.path.endsWith(`/${errorGateName}`)) return gate.release(exchange);
        return interact({ provider, users: options.users, points }, exchange);
      case 'authorization':
        exchange.querystring = withKnownResources(new URLSearchParams(exchange.querystring), resources);
        await next();
        return gate.hold(exchange);
      case 'token':
        await canonicalForm(exchange, resources);
        return next();
      case 'registration':
        return shareRegistration(exchange, next);
      default:
        return next();
    }
  });
}

/** Writes resources as they were announced, so that differences of letter case end here (RFC 8707 §2). */
function withKnownResources(parameters: URLSearchParams, resources: KnownResources): string {
  const asked = parameters.getAll('resource');
  if (asked.length === 0) return parameters.toString();
  parameters.delete('resource');
  for (const indicator of asked) parameters.append('resource', resources.canonical(indicator) ?? indicator);
  return parameters.toString();
}

async function canonicalForm(exchange: Exchange, resources: KnownResources): Promise<void> {
  if (exchange.method !== 'POST' || !exchange.is('application/x-www-form-urlencoded')) return;
  const text = await readBody(exchange.req);
  if (text !== null) replaceBody(exchange, withKnownResources(new URLSearchParams(text), resources));
}

/** Lets clients that run in a browser register, as they may redeem codes (CORS is on for the token endpoint). */
async function shareRegistration(exchange: Exchange, next: Next): Promise<void> {
  exchange.set('Access-Control-Allow-Origin', '*');
  if (exchange.method !== 'OPTIONS') return next();
  exchange.set('Access-Control-Allow-Methods', 'POST');
  exchange.set('Access-Control-Allow-Headers', 'Content-Type, MCP-Protocol-Version');
  exchange.status = 204;
}
