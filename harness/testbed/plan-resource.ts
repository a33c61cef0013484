import { freePort, portIfFree } from './free-port.ts';
import type { TestbedOptions } from './testbed.ts';

/** Where the MCP server stands or will stand. */
export interface ResourceTarget {
  readonly url: string;
  readonly port: number;
  readonly origin: string;
}

/** Where an MCP server of somebody else stands, or where ours will. */
export async function planResource({
  definition,
  serverUrl,
  guests,
}: Pick<TestbedOptions, 'definition' | 'serverUrl' | 'guests'>): Promise<ResourceTarget> {
  const fixed = serverUrl ?? definition.resource;
  if (fixed !== undefined) {
    const { origin, port } = new URL(fixed);
    return { url: fixed, origin, port: Number(port) };
  }
  const port = (await portIfFree(guests?.ports.resource)) ?? (await freePort());
  const origin = `http://127.0.0.1:${port}`;
  return { url: `${origin}/mcp`, origin, port };
}
