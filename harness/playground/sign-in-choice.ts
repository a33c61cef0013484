import type { ProviderDefinition } from '../define/provider.ts';
import type { SignInDriver } from '../sign-in/driver.ts';
import { manualDriver } from '../sign-in/manual.ts';
import { openDriver } from '../sign-in/open-driver.ts';
import type { PlaygroundSetup, WaitingFor } from './contract.ts';

export interface ChosenSignIn {
  readonly driver: SignInDriver;
  /** Ends the wait for a person, where one is waited for. */
  readonly giveUp: () => void;
}

/** The driver that a person chose: the provider's own, or their own hands in their own browser. */
export async function signInDriver(
  definition: ProviderDefinition<string>,
  { signIn }: PlaygroundSetup,
  waiting: (waiting: WaitingFor | null) => void,
): Promise<ChosenSignIn> {
  if (signIn === 'driver' && definition.signIn?.kind !== 'manual') {
    return { driver: await openDriver(definition.signIn), giveUp: () => undefined };
  }
  let giveUp: () => void = () => undefined;
  const driver = manualDriver({
    // The page opens the window: only what a person clicks may open one.
    openUrl: async () => false,
    onWaiting: (now) => {
      giveUp = now.kind === 'open' ? now.giveUp : giveUp;
      if (now.kind === 'open') waiting({ whom: 'you', what: inWords(now.username), url: now.url });
      if (now.kind === 'over') waiting(null);
    },
  });
  return { driver, giveUp: () => giveUp() };
}

function inWords(username: string | null): string {
  return username === null ? 'to sign in' : `to sign in, for instance as ${username}`;
}
