import {
  defineProvider,
  type ProviderDefinition,
  type ProviderOptions,
} from '../../../harness/define/provider.ts';

/** Clerk: an instance of the user's own, or with `--offline` a stand-in for it. */
export async function clerkProvider(options: ProviderOptions): Promise<ProviderDefinition> {
  if (options.offline) {
    const { offlineDefinition } = await import('./offline.ts');
    return offlineDefinition(options);
  }
  const { liveDefinition } = await import('./live/definition.ts');
  return liveDefinition(options);
}

export default defineProvider(clerkProvider);
