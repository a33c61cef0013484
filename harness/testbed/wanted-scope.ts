import { parseChallenges } from '../define/challenge.ts';
import { headerValues } from '../trace/exchange.ts';
import type { Http } from '../trace/http.ts';
import { mcpRequest } from './mcp-request.ts';
import { once, type Setup } from './setup.ts';

/**
 * What a well-behaved client asks for: the definition's scopes, else `offline_access` where the provider lists it,
 * and what the MCP server needs: ours as it is known, one of somebody else as it says.
 */
export async function wantedScope(
  setup: Setup,
  http: Http,
  advertised: (member: string) => Promise<unknown>,
): Promise<string> {
  if (setup.provider.definition.scope !== undefined) return setup.provider.definition.scope;
  const listed = texts(await advertised('scopes_supported'));
  const usual = ['openid', 'offline_access'].filter((scope) => listed.includes(scope));
  const needed = setup.resource.isReference
    ? (setup.resource.tools.basic?.split(' ') ?? [])
    : await once(setup.shared.scopes, setup.resource.url, () => neededBy(setup, http));
  return [...new Set([...usual, ...needed])].join(' ');
}

/** The scopes of the challenge, else those of the metadata it names (MCP authorization, scope selection strategy). */
async function neededBy({ resource, revision, shared }: Setup, http: Http): Promise<string[]> {
  const basis = { url: resource.url, revision, defaultTool: null, session: null, authorization: null };
  const request = mcpRequest(
    { ...basis, id: shared.nextRequestId() },
    { note: 'which scopes does it need?' },
  );
  const { headers } = await http.send(request);
  const challenges = parseChallenges(headerValues(headers, 'www-authenticate'));
  const parameter = (name: string) =>
    challenges.map(({ parameters }) => parameters.get(name)).find((value) => value !== undefined);
  const scope = parameter('scope');
  if (scope !== undefined) return scope.split(' ').filter(Boolean);
  const url = parameter('resource_metadata');
  if (url === undefined || !/^https?:/.test(url)) return [];
  const answer = await http.send({
    url,
    kind: 'resource-metadata',
    headers: [['Accept', 'application/json']],
  });
  return texts(answer.json?.['scopes_supported']);
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
