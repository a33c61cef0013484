import { nearest } from '../catalogue/select.ts';
import { registrationModes, revisions } from '../catalogue/vocabulary.ts';
import { quote, UsageError } from '../define/error.ts';
import { faultIds, findFaults } from '../testbed/fault-registry.ts';
import { builtInProviders, type Environment, loadProvider } from '../testbed/load-provider.ts';
import type { FaultSwitch, PlaygroundChoices, PlaygroundSetup } from './contract.ts';
import { profiles } from './profiles.ts';

const plain: PlaygroundSetup = {
  provider: 'oidc-provider',
  revision: '2026-07-28',
  mode: 'dynamic',
  faults: [],
  signIn: 'driver',
};

/** The set-up to begin with; throws a `UsageError` for a profile that does not exist. */
export function startingSetup(profile: string | undefined): PlaygroundSetup {
  if (profile === undefined) return plain;
  const known = profiles.find(({ id }) => id === profile);
  if (known) return { ...plain, ...known.setup };
  const ids = profiles.map(({ id }) => id);
  const near = nearest(profile, ids);
  throw new UsageError(
    'profile',
    `--profile ${quote(profile)}: there is no such profile. ${near.length > 0 ? 'Did you mean' : 'There are'} ${(near.length > 0 ? near : ids).join(', ')}.`,
  );
}

/** Everything that the page offers. */
export async function listChoices(
  start: PlaygroundSetup,
  version: string,
  environment: Environment,
  folder: string,
): Promise<PlaygroundChoices> {
  const faults = await findFaults(faultIds());
  const providers = await Promise.all(
    builtInProviders().map(async ({ id, offline: about }) => {
      const definition = await loadProvider(id, environment, folder, { offline: true }).catch(() => null);
      return { id, about, variants: [...(definition?.resourceServer?.variants ?? [])] };
    }),
  );
  return {
    version,
    providers,
    revisions: revisions.toReversed(),
    modes: [...registrationModes],
    faults: faults.map(
      ({ id, role, says, breaks, provokes }): FaultSwitch => ({ id, role, says, breaks, provokes }),
    ),
    profiles,
    start,
  };
}
