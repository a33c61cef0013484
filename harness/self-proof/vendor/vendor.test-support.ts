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

/** Starts a script of `fixtures/vendor` on a free port. */
export async function startVendor(script: string): Promise<RunningVendor> {
  const vendor: ChildProcess = spawn(process.execPath, [vendorFile(script), '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(vendor.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  const { issuer } = JSON.parse(String(line)) as { issuer: string };
  return {
    issuer,
    [Symbol.asyncDispose]: async () => {
      const ended = once(vendor, 'exit');
      vendor.kill();
      await ended;
    },
  };
}
