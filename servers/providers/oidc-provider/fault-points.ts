import type { Provider } from 'oidc-provider';
import type { Exchange, FaultyProvider, JsonDocument, MutableConfiguration, Route } from './faulty.ts';
import { Provider as ProviderClass } from './library.ts';
import type { ConsentFacts } from './pages/consent.ts';
import type { ProviderStorage } from './storage.ts';

type Hook<Subject> = (subject: Subject, exchange: Exchange) => void | Promise<void>;

/** Collects what faults want changed; empty when there are none. */
export class FaultPoints implements FaultyProvider {
  readonly configurationChanges: ((configuration: MutableConfiguration) => void)[] = [];
  readonly providerChanges: ((provider: Provider) => void)[] = [];
  readonly middleware: Parameters<FaultyProvider['use']>[0][] = [];
  readonly forms: { readonly route: Route; readonly change: Hook<URLSearchParams> }[] = [];
  readonly requests: { readonly route: Route; readonly change: Hook<JsonDocument> }[] = [];
  readonly answers: { readonly routes: readonly Route[]; readonly change: Hook<JsonDocument> }[] = [];
  readonly callbacks: Hook<URLSearchParams>[] = [];
  readonly consentChanges: ((facts: ConsentFacts) => ConsentFacts)[] = [];
  readonly consentDecisions: Parameters<FaultyProvider['decideConsent']>[0][] = [];
  readonly storage: ProviderStorage;
  readonly fetchDocument: (url: string) => Promise<Response>;
  path = '';
  /** Whether a door with TLS of its own is wanted, and where it is. */
  wantsDoor = false;
  doorOrigin = '';
  #issuer = '';

  constructor(storage: ProviderStorage, fetchDocument: (url: string) => Promise<Response>) {
    this.storage = storage;
    this.fetchDocument = fetchDocument;
  }

  readonly issuer = () => this.#issuer;
  readonly started = (issuer: string) => {
    this.#issuer = issuer;
  };
  readonly moveTo: FaultyProvider['moveTo'] = (path) => {
    this.path = path;
  };
  readonly openUntrustedDoor: FaultyProvider['openUntrustedDoor'] = () => {
    this.wantsDoor = true;
    return () => this.doorOrigin;
  };
  readonly configure: FaultyProvider['configure'] = (change) => {
    this.configurationChanges.push(change);
  };
  readonly onProvider: FaultyProvider['onProvider'] = (change) => {
    this.providerChanges.push(change);
  };
  readonly use: FaultyProvider['use'] = (middleware) => {
    this.middleware.push(middleware);
  };
  readonly rewriteForm: FaultyProvider['rewriteForm'] = (route, change) => {
    this.forms.push({ route, change });
  };
  readonly rewriteRequest: FaultyProvider['rewriteRequest'] = (route, change) => {
    this.requests.push({ route, change });
  };
  readonly rewriteJson: FaultyProvider['rewriteJson'] = (routes, change) => {
    this.answers.push({ routes: typeof routes === 'string' ? [routes] : routes, change });
  };
  readonly rewriteCallback: FaultyProvider['rewriteCallback'] = (change) => {
    this.callbacks.push(change);
  };
  readonly rewriteConsent: FaultyProvider['rewriteConsent'] = (change) => {
    this.consentChanges.push(change);
  };
  readonly decideConsent: FaultyProvider['decideConsent'] = (decide) => {
    this.consentDecisions.push(decide);
  };
  readonly currentParameters: FaultyProvider['currentParameters'] = () =>
    (ProviderClass.ctx?.oidc.params ?? {}) as Record<string, string | undefined>;
  readonly currentHeaders: FaultyProvider['currentHeaders'] = () => ProviderClass.ctx?.req.headers ?? {};
}
