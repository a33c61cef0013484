import type { Observation } from '../define/observation.ts';
import type { McpCall, ResourceProbe, TokenSource } from '../define/resource-probe.ts';
import { openHttp } from '../trace/open-http.ts';
import type { Trace } from '../trace/trace.ts';
import { mcpAnswer } from './mcp-answer.ts';
import { mcpRequest } from './mcp-request.ts';
import { findResourceMetadata, resourceMetadataLocations } from './resource-metadata.ts';
import { Blocked, once, type Setup } from './setup.ts';

/** Opens a probe of the MCP server that records into one trace. */
export function openResourceProbe(setup: Setup, trace: Trace, tokens: TokenSource): ResourceProbe {
  const http = openHttp({ ...setup, trace, from: 'harness' });
  const { url, tools, stateless } = setup.resource;

  const exchange = async (authorization: string | null, session: string | null, call: McpCall) => {
    const id = setup.shared.nextRequestId();
    const basis = { url, revision: setup.revision, defaultTool: tools.whoami, session, authorization, id };
    return mcpAnswer(await http.send(mcpRequest(basis, call)));
  };

  const locations = async () => resourceMetadataLocations(url, await exchange(null, null, {}));

  const openSession = async (token: string) => {
    const authorization = `Bearer ${token}`;
    const opened = await exchange(authorization, null, { method: 'initialize' });
    if (opened.session) {
      await exchange(authorization, opened.session, {
        method: 'notifications/initialized',
        params: () => ({}),
      });
    }
    return opened.session;
  };

  /** The session that goes with a token; requests with no or a bad token borrow the first user's. */
  const sessionFor = async (token: string | null): Promise<string | null> => {
    if (setup.revision === '2026-07-28') return null;
    const known = token === null ? undefined : setup.shared.mcpSessions.get(token);
    if (known) return known as Promise<string | null>;
    const valid = await tokens.valid().catch(() => null);
    if (valid === null) return null;
    const isKnown = token === null || token === valid || !(await isIssued(setup, token));
    const owner = isKnown ? valid : token;
    return once(setup.shared.mcpSessions, owner, () => openSession(owner));
  };

  const call: ResourceProbe['call'] = async (token, options = {}) => {
    const authorization = options.authorization ?? (token === null ? null : `Bearer ${token}`);
    const session =
      options.session === undefined && options.method !== 'initialize'
        ? await sessionFor(token)
        : (options.session ?? null);
    return exchange(authorization, session, options);
  };

  return {
    url,
    tools,
    stateless,
    openSession,
    call,
    control: async (options) => {
      const token = await tokens.valid().catch((error: unknown) => error);
      if (token instanceof Blocked) return notCarriedOut(token);
      if (typeof token !== 'string') throw token;
      return call(token, options);
    },
    metadataLocations: locations,
    metadata: async () => findResourceMetadata(http, await locations()),
    send: http.send,
  };
}

/** A step that never came to pass, told like one that was refused. */
function notCarriedOut({ message, causes }: Blocked): Observation {
  return { exchanges: [], accepted: false, status: 0, error: null, remark: message, causes };
}

/** Whether a token came from a real sign-in of this testbed, and so may own a session. */
async function isIssued(setup: Setup, token: string): Promise<boolean> {
  const issued = (await Promise.allSettled(setup.shared.tokens.values())) as PromiseSettledResult<unknown>[];
  return issued.some(
    (entry) =>
      entry.status === 'fulfilled' && (entry.value as { accessToken?: string } | null)?.accessToken === token,
  );
}
