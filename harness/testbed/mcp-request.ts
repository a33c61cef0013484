import type { Revision } from '../catalogue/vocabulary.ts';
import type { McpCall } from '../define/resource-probe.ts';
import type { HeaderLine } from '../trace/exchange.ts';
import type { OutgoingRequest } from '../trace/http.ts';

/** What a request is made from, beside the call itself. */
export interface McpRequestBasis {
  readonly url: string;
  readonly revision: Revision;
  readonly defaultTool: string | null;
  readonly session: string | null;
  readonly authorization: string | null;
  /** Not used before in the session (MCP, JSON-RPC request ids). */
  readonly id: number;
}

const clientInfo = { name: 'mcp-conformance', version: '0' };

/** Builds one MCP request on the wire of a revision, well-formed but for what the call changes. */
export function mcpRequest(basis: McpRequestBasis, call: McpCall): OutgoingRequest {
  const method =
    call.method ?? (basis.defaultTool === null && call.tool === undefined ? 'tools/list' : 'tools/call');
  const name = call.tool ?? basis.defaultTool;
  const http = call.http ?? 'POST';
  const own =
    method === 'tools/call' ? { name, arguments: call.arguments ?? {} } : methodParams(method, basis);
  const stateless = basis.revision === '2026-07-28';
  const params = stateless ? { ...own, _meta: requestMeta(basis.revision) } : own;
  const id = method.startsWith('notifications/') ? {} : { id: call.id ?? basis.id };
  const message = { jsonrpc: '2.0', ...id, method, params: call.params ? call.params(params) : params };
  const lines: HeaderLine[] = [
    ['Accept', http === 'GET' ? 'text/event-stream' : 'application/json, text/event-stream'],
    ...(http === 'POST' ? [['Content-Type', 'application/json'] as const] : []),
    ...versionHeaders(basis, method, method === 'tools/call' ? (name ?? '') : null),
    ...(basis.session ? [['Mcp-Session-Id', basis.session] as const] : []),
    ...(basis.authorization ? [['Authorization', basis.authorization] as const] : []),
  ];
  return {
    url: basis.url + (call.query ?? ''),
    method: http,
    kind: 'mcp',
    headers: replaceHeaders(lines, call.headers ?? [], call.without ?? []),
    ...(http === 'POST' ? { body: message } : {}),
    ...(call.note ? { note: call.note } : {}),
  };
}

function methodParams(method: string, basis: McpRequestBasis): Record<string, unknown> {
  if (method !== 'initialize') return {};
  return { protocolVersion: basis.revision, capabilities: {}, clientInfo };
}

function requestMeta(revision: Revision): Record<string, unknown> {
  const prefix = 'io.modelcontextprotocol';
  return {
    [`${prefix}/protocolVersion`]: revision,
    [`${prefix}/clientCapabilities`]: {},
    [`${prefix}/clientInfo`]: clientInfo,
  };
}

function versionHeaders({ revision }: McpRequestBasis, method: string, name: string | null): HeaderLine[] {
  if (revision === '2025-03-26' || method === 'initialize') return [];
  const version: HeaderLine = ['MCP-Protocol-Version', revision];
  if (revision !== '2026-07-28') return [version];
  const named: HeaderLine[] = name === null ? [] : [['Mcp-Name', name]];
  return [version, ['Mcp-Method', method], ...named];
}

function replaceHeaders(
  lines: readonly HeaderLine[],
  changes: readonly HeaderLine[],
  without: readonly string[],
): HeaderLine[] {
  const gone = new Set([...changes.map(([name]) => name), ...without].map((name) => name.toLowerCase()));
  return [...lines.filter(([name]) => !gone.has(name.toLowerCase())), ...changes];
}
