import { parseChallenges } from '../define/challenge.ts';
import { errorCode } from '../define/observation.ts';
import type { McpAnswer } from '../define/resource-probe.ts';
import { headerValue, headerValues, mediaType } from '../trace/exchange.ts';
import type { Reply } from '../trace/http.ts';

/** Reads an answer of an MCP endpoint, plain or as an event stream. */
export function mcpAnswer(reply: Reply): McpAnswer {
  const message = messageOf(reply);
  const result = asObject(message?.['result']);
  const error = asObject(message?.['error']);
  const toolFailed = result?.['isError'] === true;
  return {
    reply,
    challenges: parseChallenges(headerValues(reply.headers, 'www-authenticate')),
    result,
    rpcError: error ? { code: codeOf(error), message: spelled(error['message']), data: error['data'] } : null,
    session: headerValue(reply.headers, 'mcp-session-id'),
    exchanges: [reply.exchange],
    accepted: reply.status >= 200 && reply.status < 300 && result !== null && !toolFailed,
    status: reply.status,
    error: errorCode(reply.exchange),
    ...remarkOn(error, toolFailed),
  };
}

const codeOf = ({ code }: Record<string, unknown>) => (typeof code === 'number' ? code : Number.NaN);

/** A value off the wire in words; an object of another's making may refuse to become a text. */
const spelled = (value: unknown) =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '(absent)');

function remarkOn(error: Record<string, unknown> | null, toolFailed: boolean): { remark?: string } {
  if (error) return { remark: `JSON-RPC error ${spelled(error['code'])}` };
  return toolFailed ? { remark: 'the tool reported an error' } : {};
}

function messageOf(reply: Reply): Record<string, unknown> | null {
  if (mediaType(reply.headers) !== 'text/event-stream') return reply.json;
  for (const event of reply.text.split(/\r?\n\r?\n/)) {
    const data = event
      .split(/\r?\n/)
      .filter((line) => line.startsWith('data:'))
      .map((line) => line.slice(5).trimStart())
      .join('\n');
    const message = parseObject(data);
    if (message && ('result' in message || 'error' in message)) return message;
  }
  return null;
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
}

function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
