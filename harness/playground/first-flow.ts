import type { ProviderDefinition } from '../define/provider.ts';
import { builtInProviders } from '../testbed/load-provider.ts';
import type { PlaygroundSetup } from './contract.ts';

/**
 * Whether a flow may run before anybody asks for one: it reaches nobody but parts that come with the package, and
 * waits for nobody to sign in by hand.
 */
export function mayRunUnasked(
  { provider, signIn }: Pick<PlaygroundSetup, 'provider' | 'signIn'>,
  definition: ProviderDefinition<string>,
): boolean {
  const isOurs = builtInProviders().some(({ id }) => id === provider) && definition.start !== undefined;
  return isOurs && signIn === 'driver' && definition.signIn?.kind !== 'manual';
}
