import { createServer } from 'node:http';
import { isOwnChild, runAsChild } from '../child/run-as-child.ts';
import { readEnvFiles } from './env-files.ts';
import { readSettings } from './settings.ts';

/**
 * The Clerk-backed MCP server as a program: `node main.js hardened` or `node main.js stock`.
 *
 * Clerk's SDK keeps the first environment that it sees, so each server is a process of its own.
 */
async function main(variant: string): Promise<void> {
  // Whoever starts it as a child hands over all variables; alone it reads the files that Clerk's tools write.
  if (!isOwnChild()) readEnvFiles(process.cwd());
  const settings = readSettings(process.env);
  const app =
    variant === 'stock'
      ? (await import('./stock.ts')).stockApp()
      : (await import('./hardened/app.ts')).hardenedApp(settings);
  const server = createServer({ keepAliveTimeout: 65_000 }, app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, settings.host, resolve);
  });
  process.stdout.write(
    `MCP server (${variant}) at ${settings.host}:${settings.port}, issuer ${settings.issuer}\n`,
  );
  runAsChild(server);
}

main(process.argv[2] ?? 'hardened').catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(2);
});
