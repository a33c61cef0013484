import type { ProviderDefinition } from '../define/provider.ts';
import type { SignInDriver } from '../sign-in/driver.ts';
import { manualDriver } from '../sign-in/manual.ts';
import { openDriver } from '../sign-in/open-driver.ts';
import type { PlaygroundSetup, WaitingFor } from './contract.ts';

/** The driver that a person chose: the provider's own, or their own hands in their own browser. */
export async function signInDriver(
  definition: ProviderDefinition<string>,
  { signIn }: PlaygroundSetup,
  waiting: (waiting: WaitingFor | null) => void,
): Promise<SignInDriver> {
  if (signIn === 'driver' && definition.signIn?.kind !== 'manual') return openDriver(definition.signIn);
  return manualDriver({
    // The page opens the window: only what a person clicks may open one.
    openUrl: async () => false,
    onWaiting: (now) => {
      if (now.kind === 'open') waiting({ whom: 'you', what: inWords(now.username), url: now.url });
      if (now.kind === 'over') waiting(null);
    },
  });
}

function inWords(username: string | null): string {
  return username === null ? 'to sign in' : `to sign in, for instance as ${username}`;
}
