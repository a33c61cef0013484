import { UsageError } from '../../define/error.ts';
import { startingSetup } from '../../playground/choices.ts';
import { startPlayground } from '../../playground/server.ts';
import { readEnvironment } from '../environment.ts';
import { untilInterrupted } from '../until-interrupted.ts';
import { packageVersion } from '../version.ts';

/** Runs the playground until it is interrupted; prints the address that carries its token. */
export async function playground(asked: {
  readonly port: number | undefined;
  readonly profile: string | undefined;
}): Promise<void> {
  const { port, profile } = asked;
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
    throw new UsageError('port', `--port ${port}: takes a whole number from 1 to 65535`);
  }
  const folder = process.cwd();
  const running = await startPlayground({
    port,
    setup: startingSetup(profile),
    firstFlow: true,
    version: packageVersion(),
    environment: readEnvironment(process.env, folder),
    folder,
  });
  console.log(`The playground is at ${running.url}`);
  console.log('It answers on this machine only, and to whoever has this address. Ctrl-C ends it.');
  await untilInterrupted();
  await running.close();
}
