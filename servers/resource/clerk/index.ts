import type { Revision } from '../../../harness/catalogue/vocabulary.ts';
import type { ToolScopes } from '../../../harness/define/resource-probe.ts';
import type { ResourceServerDefinition } from '../../../harness/define/resource-server.ts';
import { startChild } from '../child/start-child.ts';
import { basicScopes, elevatedTool, whoamiTool } from './hardened/scopes.ts';

export type ClerkServerVariant = 'hardened' | 'stock';

const dated: readonly Revision[] = ['2025-03-26', '2025-06-18', '2025-11-25'];

const tools: Readonly<Record<ClerkServerVariant, Partial<ToolScopes>>> = {
  stock: { whoami: whoamiTool },
  hardened: {
    whoami: whoamiTool,
    basic: basicScopes.join(' '),
    elevated: { tool: elevatedTool.name, scope: elevatedTool.scope, arguments: {} },
  },
};

/**
 * The MCP server on Clerk's SDK, in a process of its own: `stock` as Clerk documents it, `hardened` without its
 * deviations.
 *
 * `keys` are the variables of a live instance; a provider that was started hands over its own.
 */
export function clerkResourceServer(
  keys: Readonly<Record<string, string>> = {},
): ResourceServerDefinition<ClerkServerVariant> {
  return {
    name: 'Clerk-backed MCP server',
    variants: ['hardened', 'stock'],
    speaks: (variant) =>
      variant === 'stock'
        ? {
            revisions: dated,
            because: '@clerk/mcp-tools 0.6.0 is built on the MCP SDK 1.x, which has no stateless wire',
          }
        : {
            revisions: [...dated.slice(1), '2026-07-28'],
            because: 'its clients send no resource, and this server accepts no token without an audience',
          },
    start: async ({ variant, url, port, environment, ca, signal }) => {
      const child = await startChild({
        module: new URL('./main', import.meta.url),
        args: [variant],
        environment: {
          ...withoutKeys(process.env),
          ...keys,
          ...environment,
          PORT: String(port),
          HOST: '127.0.0.1',
          ...(new URL(url).port === String(port) ? {} : { PUBLIC_URL: url }),
          CLERK_TELEMETRY_DISABLED: '1',
        },
        ca,
        signal,
      });
      return { ...child, tools: tools[variant] };
    },
  };
}

/** The variables of this process but those that Clerk's SDK or the server would read. */
function withoutKeys(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = /CLERK_|^(PUBLIC_URL|TRUST_PROXY|ALLOWED_HOSTS|ALLOWED_ORIGINS|NODE_OPTIONS|NODE_ENV)$/;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !own.test(name)));
}
