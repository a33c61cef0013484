import { quote, UsageError } from '../../define/error.ts';
import type { RunOptions } from '../../runner/run.ts';
import type { RunArguments } from '../commands/run.ts';
import { embedded } from './choose-provider.ts';
import { positive } from './parse-values.ts';

/**
 * The client that is to be judged, where one was named. Scenarios set the stage for it with the embedded parts, so it is
 * judged alone; throws a `UsageError` for what else was named.
 */
export function clientOf(
  args: Pick<RunArguments, 'client' | 'client-timeout' | 'provider' | 'server' | 'server-variant' | 'fault'>,
): RunOptions['client'] {
  const { client: command, provider, server, fault } = args;
  const limitMs = positive('--client-timeout', args['client-timeout']);
  if (command === undefined) {
    if (limitMs === undefined) return undefined;
    throw new UsageError('client', '--client-timeout: takes --client COMMAND beside it');
  }
  if (command.trim() === '') throw new UsageError('client', `--client ${quote(command)}: names no command`);
  const others = [
    server === undefined ? '' : '--server',
    provider === undefined || provider === embedded ? '' : '--provider',
    args['server-variant'] === undefined ? '' : '--server-variant',
    fault === undefined ? '' : '--fault',
  ].filter(Boolean);
  if (others.length > 0) {
    throw new UsageError(
      'client',
      `--client: cannot be combined with ${others.join(' and ')}: a client is judged against the embedded parts, and each scenario switches on the faults that it is about`,
    );
  }
  return { command, limitMs: limitMs ?? 30_000 };
}
