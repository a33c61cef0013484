import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { packageRoot } from '../../catalogue/package-root.ts';

const fixtures = path.join(packageRoot(), 'fixtures', 'vendor');

/** A vendor's server in a process of its own. */
export interface RunningVendor extends AsyncDisposable {
  readonly issuer: string;
}

/** Where a file of the sample vendors stands. */
export function vendorFile(name: string): string {
  return path.join(fixtures, name);
}

/** Starts a provider of `fixtures/vendor` on a free port. */
export async function startVendor(script: string, ...args: string[]): Promise<RunningVendor> {
  const { told, stop } = await startScript(script, {}, args);
  return { issuer: told['issuer'] ?? '', [Symbol.asyncDispose]: stop };
}

/** Starts an MCP server of `fixtures/vendor` on a free port, trusting an issuer. */
export async function startVendorServer(
  script: string,
  issuer: string,
): Promise<AsyncDisposable & { readonly url: string }> {
  const { told, stop } = await startScript(script, { ISSUER: issuer });
  return { url: told['url'] ?? '', [Symbol.asyncDispose]: stop };
}

async function startScript(
  script: string,
  environment: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
) {
  const vendor: ChildProcess = spawn(process.execPath, [vendorFile(script), '0', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const [line] = (await once(vendor.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  return {
    told: JSON.parse(String(line)) as Record<string, string>,
    stop: async () => {
      const ended = once(vendor, 'exit');
      vendor.kill();
      await ended;
    },
  };
}
