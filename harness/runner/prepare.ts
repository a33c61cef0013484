import type { RegistrationMode } from '../catalogue/vocabulary.ts';
import type { LeftBehind, PreparedProvider, ProviderDefinition } from '../define/provider.ts';

/** A definition with what was made for the run, and how that goes away again. */
export interface Preparation {
  readonly definition: ProviderDefinition<string>;
  readonly removeClient: PreparedProvider['removeClient'];
  /** Removes what was made; the second call and all later ones give the answer of the first. */
  readonly end: () => Promise<readonly LeftBehind[]>;
}

/** Lets a definition make what the run needs at a provider that runs elsewhere; throws what the definition throws. */
export async function prepareProvider(
  definition: ProviderDefinition<string>,
  modes: readonly RegistrationMode[],
  signal: AbortSignal,
): Promise<Preparation> {
  const prepared = await definition.prepare?.({ modes, signal });
  if (!prepared) return { definition, removeClient: undefined, end: async () => [] };
  const { clients, tokens, notice } = prepared;
  let ended: Promise<readonly LeftBehind[]> | undefined;
  return {
    definition: {
      ...definition,
      registration: { ...definition.registration, ...(clients ? { static: clients } : {}) },
      ...(tokens ? { tokens } : {}),
      ...(notice ? { notice: [definition.notice, notice].filter(Boolean).join(' ') } : {}),
    },
    removeClient: prepared.removeClient,
    end: () => {
      ended ??= prepared.end();
      return ended;
    },
  };
}
