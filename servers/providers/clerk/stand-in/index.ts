import { createServer as createPlainServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Mint } from '../../../../harness/define/provider.ts';
import { certificate } from '../../../../harness/trace/certificate.ts';
import { finishBackend, guardBackend } from './backend/guard.ts';
import { backendRoutes } from './backend/routes.ts';
import { frontendRoutes } from './frontend/routes.ts';
import { randomText } from './ids.ts';
import { emptyInstance, type Instance } from './instance.ts';
import { instanceKeys, publicKeyPem } from './keys.ts';
import { mintFor } from './mint.ts';
import { type StandInOptions, type StandInUser, type Trouble, withDefaults } from './options.ts';
import { limitRate } from './rate-limits.ts';
import { apiHandler, close, type LoggedRequest, listen } from './server.ts';
import { addUser } from './users.ts';

export type { StandInOptions, StandInUser, Trouble } from './options.ts';
export type { LoggedRequest } from './server.ts';

/** A running stand-in for Clerk, written from documentation of 2026-08. */
export interface ClerkStandIn {
  /** Encodes the host of the Frontend API, as Clerk's own keys do. */
  readonly publishableKey: string;
  readonly secretKey: string;
  /** The Frontend API, over TLS. */
  readonly issuer: string;
  /** The Backend API; `CLERK_API_URL` for Clerk's SDKs. */
  readonly apiUrl: string;
  /** PEM of the authority that signed the Frontend API's certificate; `NODE_EXTRA_CA_CERTS` takes it. */
  readonly ca: string;
  readonly users: readonly (StandInUser & { readonly id: string })[];
  /** Every request so far, without what it carried. */
  readonly requests: () => readonly LoggedRequest[];
  /** Requests for which there is no route, such as `backend GET /v1/sessions`: the stand-in lacks something. */
  readonly unknownRequests: () => readonly string[];
  /** What goes wrong from now on. */
  readonly setTrouble: (trouble: Trouble) => void;
  /** Signs a JWT access token. */
  readonly mint: Mint;
  /** The public signing key, PEM. */
  readonly publicKey: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Starts a Clerk instance of our own on loopback: Frontend API and Backend API, without any contact with Clerk. */
export async function startClerkStandIn(options: StandInOptions = {}): Promise<ClerkStandIn> {
  const requests: LoggedRequest[] = [];
  const unknown: string[] = [];
  const [keys, { ca, cert, key }] = await Promise.all([instanceKeys(), certificate()]);
  let instance: Instance | undefined;
  const shared = {
    instance: () => instance as Instance,
    log: (request: LoggedRequest) => void requests.push(request),
    unknown: (request: string) => void unknown.push(request),
  };
  const frontendApi = apiHandler({
    ...shared,
    api: 'frontend',
    routes: frontendRoutes,
    guard: (call, of) => limitRate('frontend', call, of),
  });
  const frontend = createSecureServer({ cert, key }, options.tap?.(frontendApi) ?? frontendApi);
  const backend = createPlainServer(
    apiHandler({
      ...shared,
      api: 'backend',
      routes: backendRoutes,
      guard: (call, of) => guardBackend(call, of) ?? limitRate('backend', call, of),
      finish: finishBackend,
    }),
  );
  const [frontendPort, backendPort] = await Promise.all([listen(frontend, options.port), listen(backend)]);
  const host = `127.0.0.1:${frontendPort}`;
  const running = emptyInstance({
    options: withDefaults(options),
    issuer: `https://${host}`,
    secretKey: `sk_test_${randomText(40)}`,
    keys,
  });
  instance = running;
  const users = (options.users ?? []).map((user) => ({
    ...user,
    id: addUser(running, user.username, user.password).id,
  }));
  return {
    publishableKey: `pk_test_${Buffer.from(`${host}$`).toString('base64').replace(/=+$/, '')}`,
    secretKey: running.secretKey,
    issuer: running.issuer,
    apiUrl: `http://127.0.0.1:${backendPort}`,
    ca,
    users,
    requests: () => [...requests],
    unknownRequests: () => [...unknown],
    setTrouble: (trouble) => {
      running.trouble = trouble;
    },
    mint: mintFor(running),
    publicKey: async () => publicKeyPem(keys),
    stop: async () => {
      await Promise.all([close(frontend), close(backend)]);
    },
  };
}
