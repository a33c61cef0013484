import type { RegistrationMode } from '../catalogue/vocabulary.ts';
import type { Need } from '../define/scenario.ts';
import { availableKinds } from '../testbed/clients.ts';
import type { Setup } from '../testbed/setup.ts';

/** Why a scenario cannot run: the subject does not offer it, or the set-up lacks it. */
export type Unmet = { readonly kind: 'capability' | 'set-up'; readonly reason: string };

const capability = (reason: string): Unmet => ({ kind: 'capability', reason });
const lacking = (reason: string): Unmet => ({ kind: 'set-up', reason });

/** The first need that a testbed does not meet, or `null` when all are met. */
export function firstUnmet(needs: readonly Need[], setup: Setup, mode: RegistrationMode): Unmet | null {
  for (const need of needs) {
    const unmet = checks[need](setup, mode);
    if (unmet) return unmet;
  }
  return null;
}

const checks: Record<Need, (setup: Setup, mode: RegistrationMode) => Unmet | null> = {
  'sign-in': ({ provider, driver }) =>
    provider.users.length > 0 || driver.name === 'manual' || driver.name === 'none'
      ? null
      : lacking('the provider definition names no user, so nobody can sign in'),
  'public-client': (setup, mode) =>
    availableKinds(setup, mode).includes('public') ? null : capability(`no public client in ${mode} mode`),
  'confidential-client': (setup, mode) =>
    availableKinds(setup, mode).includes('confidential')
      ? null
      : capability(`no confidential client in ${mode} mode`),
  'dynamic-registration': ({ provider }) =>
    declared(provider.definition.registration.dynamic, 'dynamic registration'),
  'metadata-documents': ({ provider, documents }) =>
    declared(provider.definition.registration.metadataDocument, 'client ID metadata documents') ??
    (documents.available
      ? null
      : lacking('no metadata document can be hosted where this provider would fetch it')),
  'two-users': ({ provider }) =>
    provider.users.length >= 2 ? null : lacking('the provider definition names fewer than two users'),
  mint: ({ provider }) =>
    provider.started?.mint ? null : lacking('this provider cannot sign tokens for the harness'),
  resource: ({ provider }) =>
    provider.definition.tokens
      ? null
      : lacking(
          'the provider definition does not say how its tokens are verified (tokens), so no MCP server can accept them',
        ),
  'elevated-scope': ({ resource }) =>
    resource.tools.elevated ? null : capability('no tool is declared that needs a further scope'),
  'scope-hierarchy': ({ resource }) =>
    resource.tools.broader ? null : capability('the MCP server declares no hierarchy of scopes'),
  sessions: ({ revision }) => (revision === '2026-07-28' ? capability('the revision has no sessions') : null),
  handles: ({ resource }) =>
    resource.tools.handles ? null : capability('no tool is declared that mints handles'),
  'round-trips': ({ resource }) =>
    resource.tools.roundTrip ? null : capability('no tool is declared that asks back'),
};

function declared(value: unknown, what: string): Unmet | null {
  if (value === true) return null;
  const said = (value as { notSupported?: string } | undefined)?.notSupported;
  return capability(said ?? `the provider definition does not declare ${what}`);
}
