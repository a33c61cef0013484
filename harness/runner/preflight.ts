import type { RegistrationMode } from '../catalogue/vocabulary.ts';
import type { ProviderProbe } from '../define/provider-probe.ts';
import { metadataLocations } from '../testbed/metadata.ts';
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
}

type Finding = { readonly ok: boolean; readonly detail: string; readonly fatal?: boolean };

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
    steps.push({ step: name, fatal: false, durationMs, ...found });
    return found.ok;
  };
  const go =
    (await step('reachable', () => reachable(provider))) &&
    (await step('metadata', () => metadata(provider))) &&
    (await step('client', () => client(provider, mode))) &&
    (await step('sign-in', () => signIn(provider, testbed)));
  if (go && testbed.setup.provider.definition.tokens) {
    await step('mcp call', async () => {
      const answer = await probes.resource.call(await probes.tokens.valid());
      return { ok: answer.accepted, detail: `${probes.resource.url} answered ${answer.status}` };
    });
  }
  await probes.close();
  return steps;
}

async function reachable(provider: ProviderProbe): Promise<Finding> {
  const replies = await provider.lookUpMetadata();
  const answered = replies.find(({ status }) => status > 0);
  if (answered) return { ok: true, detail: provider.issuer };
  const message = replies[0]?.exchange.failure?.message ?? 'no answer';
  return {
    ok: false,
    fatal: true,
    detail: `${replies[0]?.exchange.request.url ?? provider.issuer} gave no answer: ${message}. Expected the metadata of the authorization server. Check that it runs and that issuer is right in the provider definition.`,
  };
}

async function metadata(provider: ProviderProbe): Promise<Finding> {
  const documents = await provider.metadata();
  const [first] = documents;
  if (first) return { ok: true, detail: first.url };
  const replies = await provider.lookUpMetadata();
  const seen = metadataLocations(provider.issuer).map(
    ({ url }, index) => `${url} ${describe(replies[index])}`,
  );
  const html = replies.some(({ status }) => status === 200);
  return {
    ok: false,
    fatal: true,
    detail: `No authorization server metadata for issuer ${provider.issuer}: ${seen.join('; ')}. Expected a JSON document with status 200. ${
      html
        ? 'Something else answers there: is issuer the right URL?'
        : 'Either issuer is wrong, or the server publishes none.'
    }`,
  };
}

function describe(reply: Reply | undefined): string {
  if (!reply || reply.status === 0)
    return `gave no answer (${reply?.exchange.failure?.message ?? 'not asked'})`;
  if (reply.location) return `redirects (${reply.status}) to ${reply.location.slice(0, 80)}`;
  const type = /^\s*</.test(reply.text) ? 'a page of HTML' : reply.json ? 'JSON without metadata' : 'no JSON';
  return `answered ${reply.status} with ${type}`;
}

async function client(provider: ProviderProbe, mode: RegistrationMode): Promise<Finding> {
  const { clientId } = await provider.client();
  return { ok: true, detail: `${mode} client ${clientId}` };
}

async function signIn(provider: ProviderProbe, { setup }: Testbed): Promise<Finding> {
  if (setup.provider.users.length === 0 && setup.driver.name === 'form') {
    return { ok: true, detail: 'no user is named: only what needs no sign-in can be judged' };
  }
  const authorization = await provider.authorize();
  if (authorization.accepted) {
    const answer = await provider.redeem(authorization);
    const { clientSecret } = authorization.client;
    if (answer.error === 'invalid_client' && authorization.client.mode === 'static') {
      return {
        ok: false,
        fatal: true,
        detail: `The token endpoint answered ${answer.status} invalid_client for client_id "${authorization.client.clientId}". That is registration.static in the provider definition${
          clientSecret ? ` (clientSecret has ${clientSecret.length} characters)` : ' (it has no clientSecret)'
        }. Likely the secret belongs to another application, or the application is of the other type.`,
      };
    }
    return {
      ok: answer.accepted,
      detail: `the token endpoint answered ${answer.status}${answer.error ? ` ${answer.error}` : ''}`,
    };
  }
  const page = authorization.pages.at(-1);
  const seen = page ? ` The last page was "${page.title}": ${page.text.slice(0, 120)}` : '';
  const reason = authorization.error
    ? `it came back with error=${authorization.error}`
    : (authorization.remark ?? `it ended with status ${authorization.status}`);
  return {
    ok: false,
    detail: `The sign-in did not bring a code: ${reason}.${seen} Check users and signIn in the provider definition; --login browser uses a real browser.`,
    fatal: authorization.error === null && authorization.remark !== undefined,
  };
}
