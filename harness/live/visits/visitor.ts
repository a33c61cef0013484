import type { ClientOutcome, ClientProbe } from '../../define/client-probe.ts';
import type { ProviderProbe } from '../../define/provider-probe.ts';
import { speaksMcp } from '../../define/recording.ts';
import type { ResourceProbe } from '../../define/resource-probe.ts';
import { staticClient, staticClients } from '../../testbed/clients.ts';
import { Blocked, type Setup } from '../../testbed/setup.ts';
import type { Exchange } from '../../trace/exchange.ts';
import type { Recorded } from '../../trace/trace.ts';

/**
 * A client that came by itself, as the script of a scenario sees it: whatever it is asked to do, it has done what it did.
 * What it told its user nobody heard.
 */
export function visitor(recorded: Recorded, setup: Setup): ClientProbe {
  const outcome: ClientOutcome = {
    ok: speaksMcp(recorded).accepted,
    stage: stageOf(recorded.exchanges),
    message: 'nobody here sees what the client tells its user',
    hidden: ['told', 'browser', 'elsewhere', 'past', 'intent'],
  };
  const hasDone = async () => outcome;
  return {
    configured: staticClients(setup).map(({ clientId }) => clientId),
    connect: hasDone,
    callTool: hasDone,
    listTools: hasDone,
    handleCallback: hasDone,
    disconnect: async () => undefined,
  };
}

const stages = [
  ['mcp', ({ kind }: Exchange) => kind === 'mcp'],
  ['token', ({ kind }: Exchange) => kind === 'token-request'],
  ['authorization', ({ kind }: Exchange) => kind === 'authorization-request'],
  ['registration', ({ kind }: Exchange) => kind === 'registration-request'],
] as const;

function stageOf(exchanges: readonly Exchange[]): ClientOutcome['stage'] {
  const since = exchanges.findIndex(({ kind }) => kind === 'resource-metadata' || kind === 'server-metadata');
  const later = since < 0 ? [] : exchanges.slice(since);
  return stages.find(([, isReached]) => later.some(isReached))?.[0] ?? 'discovery';
}

/** The authorization server of a visit: what is known of it without asking it anything. */
export function hostedProvider(setup: Setup): ProviderProbe {
  return knownOnly<ProviderProbe>({
    issuer: setup.provider.issuer,
    users: setup.provider.users.length,
    client: async (kind) => staticClient(setup, kind),
  });
}

/** The MCP server of a visit, in the same way. */
export function hostedResource({ resource: { url, tools } }: Setup): ResourceProbe {
  return knownOnly<ResourceProbe>({ url, tools });
}

/** A probe that sends nothing: a visit is judged by what was recorded of it. */
export function knownOnly<Probe extends object>(known: Partial<Probe>): Probe {
  return new Proxy(known, {
    get: (target, name) => {
      if (name in target) return Reflect.get(target, name);
      throw new Blocked(`the check asks the server itself (${String(name)}), which a visit leaves alone`);
    },
  }) as Probe;
}
