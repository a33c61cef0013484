import type { RegistrationMode } from '../catalogue/vocabulary.ts';
import { quote } from '../define/error.ts';
import type { DefinitionSource } from '../define/provider.ts';
import type { Authorization, ProviderProbe, RegisteredClient } from '../define/provider-probe.ts';
import type { ResourceProbe } from '../define/resource-probe.ts';
import { metadataLocations } from '../testbed/metadata.ts';
import { nobodyToSignIn, type Setup } from '../testbed/setup.ts';
import type { Testbed } from '../testbed/testbed.ts';
import type { Reply } from '../trace/http.ts';
import type { Trace } from '../trace/trace.ts';

/** One step of the preflight, in the order in which it was taken. */
export interface PreflightStep {
  readonly step: string;
  readonly ok: boolean;
  /** What was found, and what to do where it is the user's set-up. */
  readonly detail: string;
  readonly durationMs: number;
  /** A set-up that makes every further verdict meaningless: the run stops, exit 3. */
  readonly fatal: boolean;
  /** Status with which the MCP server answered, where that is the finding. */
  readonly answered?: number;
}

type Finding = {
  readonly ok: boolean;
  readonly detail: string;
  readonly fatal?: boolean;
  readonly answered?: number;
};

/**
 * Tries, before anything is judged, what every scenario will need. What is the user's set-up stops the run;
 * what is a broken requirement is left to become a verdict.
 */
export async function preflight(
  testbed: Testbed,
  mode: RegistrationMode,
  trace: Trace,
): Promise<PreflightStep[]> {
  const probes = await testbed.probes(trace, mode);
  const { provider } = probes;
  const steps: PreflightStep[] = [];
  const step = async (name: string, check: () => Promise<Finding>): Promise<boolean> => {
    const started = performance.now();
    const found = await check().catch((error: unknown) => ({
      ok: false,
      detail: error instanceof Error ? error.message : String(error),
    }));
    const durationMs = Math.round(performance.now() - started);
    const detail = trace.secrets.hide(found.detail);
    steps.push({ step: name, fatal: false, durationMs, ...found, detail });
    return found.ok;
  };
  const where = testbed.setup.provider.definition.source ?? ((keys) => keys.join('.'));
  // Nothing is registered at a counterpart for a client that could never sign anybody in.
  const idle = nobodyToSignIn(testbed.setup) && !testbed.setup.resource.isReference;
  const go =
    (await step('reachable', () => reachable(provider, where))) &&
    (await step('metadata', () => metadata(provider, testbed, where))) &&
    (idle || (await step('client', () => client(provider, mode)))) &&
    (await step('sign-in', () => signIn(provider, testbed, where)));
  if (!testbed.setup.resource.isReference) await step('mcp server', () => serverReachable(probes.resource));
  if (go && testbed.setup.provider.definition.tokens && !nobodyToSignIn(testbed.setup)) {
    await step('mcp call', async () => {
      const { accepted, status } = await probes.resource.call(await probes.tokens.valid());
      return { ok: accepted, answered: status, detail: `${probes.resource.url} answered ${status}` };
    });
  }
  await probes.close();
  return steps;
}

async function serverReachable({ url, call }: ResourceProbe): Promise<Finding> {
  const { status, reply } = await call(null, { note: 'is it there?' });
  if (status > 0) return { ok: true, detail: `${url} answered ${status}` };
  const { message = 'no reason' } = reply.exchange.failure ?? {};
  const detail = `${url} gave no answer: ${message}. Expected an MCP server. Is it running, and is the URL right?`;
  return { ok: false, fatal: true, detail };
}

async function reachable(provider: ProviderProbe, where: DefinitionSource): Promise<Finding> {
  const replies = await provider.lookUpMetadata();
  const answered = replies.find(({ status }) => status > 0);
  if (answered) return { ok: true, detail: provider.issuer };
  const failure = replies[0]?.exchange.failure;
  if (failure?.code === 'aborted') return { ok: false, detail: 'The run was interrupted.' };
  return {
    ok: false,
    fatal: true,
    detail:
      `${replies[0]?.exchange.request.url ?? provider.issuer} gave no answer: ${failure?.message ?? 'no reason'}. ` +
      `Expected the metadata of the authorization server. Is it running, and is ${where(['issuer'])} right?`,
  };
}

async function metadata(
  provider: ProviderProbe,
  { setup }: Testbed,
  where: DefinitionSource,
): Promise<Finding> {
  const documents = await provider.metadata();
  const [first] = documents;
  if (first) return { ok: true, detail: first.url };
  const replies = await provider.lookUpMetadata();
  const seen = metadataLocations(provider.issuer).map(
    ({ url }, index) => `${url} ${describe(replies[index])}`,
  );
  const something = replies.some(({ status }) => status === 200);
  return {
    ok: false,
    // The issuer of a server that the harness started cannot be mistyped: publishing nothing is the server's doing.
    fatal: setup.provider.started === null,
    detail:
      `No authorization server metadata for issuer ${provider.issuer}: ${seen.join('; ')}. ` +
      `Expected a JSON document with status 200. Either ${where(['issuer'])} is wrong, ` +
      `${something ? 'and something else answers there' : 'or the server publishes none'}.`,
  };
}

function describe(reply: Reply | undefined): string {
  if (!reply || reply.status === 0)
    return `gave no answer (${reply?.exchange.failure?.message ?? 'not asked'})`;
  if (reply.location) return `redirects (${reply.status}) to ${reply.location.slice(0, 80)}`;
  return `answered ${reply.status} with ${contentOf(reply)}`;
}

function contentOf({ text, json, exchange }: Reply): string {
  if (/^\s*</.test(text)) return 'a page of HTML';
  if (exchange.response?.body?.truncated) return 'more than can be a metadata document';
  if (json) return 'JSON without metadata';
  return text === '' ? 'nothing' : 'no JSON object';
}

async function client(provider: ProviderProbe, mode: RegistrationMode): Promise<Finding> {
  const { clientId } = await provider.client();
  return { ok: true, detail: `${mode} client ${clientId}` };
}

async function signIn(
  provider: ProviderProbe,
  { setup }: Testbed,
  where: DefinitionSource,
): Promise<Finding> {
  if (nobodyToSignIn(setup))
    return { ok: true, detail: 'no user is named: only what needs no sign-in can be judged' };
  const authorization = await provider.authorize();
  if (!authorization.accepted) return notSignedIn(authorization, setup, where);
  const answer = await provider.redeem(authorization);
  const { client: caller } = authorization;
  if (answer.error === 'invalid_client' && caller.mode === 'static') {
    return {
      ok: false,
      fatal: true,
      detail:
        `The token endpoint answered ${answer.status} invalid_client for client_id ${quote(caller.clientId)}. ` +
        `That is ${where(credentialKeys(setup, caller))}. ` +
        `Likely: ${caller.clientSecret ? 'the secret belongs to another application, or the application is of type "public"' : 'the application has a secret, and the definition names none'}.`,
    };
  }
  return {
    ok: answer.accepted,
    detail: `the token endpoint answered ${answer.status}${answer.error ? ` ${answer.error}` : ''}`,
  };
}

/** The key in the definition that a static client's credentials come from. */
function credentialKeys({ provider }: Setup, { clientId, clientSecret }: RegisteredClient): PropertyKey[] {
  const defined = provider.definition.registration.static;
  const index = Array.isArray(defined) ? defined.findIndex((entry) => entry.clientId === clientId) : -1;
  const key = clientSecret === null ? 'clientId' : 'clientSecret';
  return ['registration', 'static', ...(index < 0 ? [] : [index]), key];
}

function notSignedIn(authorization: Authorization, { provider }: Setup, where: DefinitionSource): Finding {
  const { client: caller, pages, error, remark, status, redirectUri } = authorization;
  const page = pages.at(-1);
  const seen = page ? ` The last page was ${quote(page.title)}: ${quote(page.text.slice(0, 160), 160)}.` : '';
  // What the driver says of a page where it got stuck has all that was to be seen there.
  const reason = error
    ? `it came back with error=${error}.${seen}`
    : (remark ?? `it ended with status ${status}.${seen}`);
  const askedToSignIn = pages.some(({ purpose }) => purpose === 'login');
  const { signIn: way } = provider.definition;
  const likely =
    !askedToSignIn && caller.mode === 'static' && error === null && remark === undefined
      ? `Likely: ${redirectUri} is not registered as redirect URI of ${quote(caller.clientId)}, ${where(['registration', 'static'])}; or there is no such client.`
      : `Who signs in: ${where(['users'])}. How: ${where(['signIn'])}${way ? '' : ', left out: form'}.`;
  return {
    ok: false,
    detail: `The sign-in did not bring a code: ${reason}\n${likely}`,
    fatal: error === null && (remark !== undefined || caller.mode === 'static'),
  };
}
