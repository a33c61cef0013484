import type { Role } from '../catalogue/vocabulary.ts';
import { UsageError } from '../define/error.ts';
import type { ProviderDefinition } from '../define/provider.ts';
import type { NamedFault } from './fault-registry.ts';

/** What is judged in place of our own parts, in the words of whoever chose it. */
export interface ForeignParts {
  readonly definition: ProviderDefinition<string>;
  readonly provider: string;
  readonly server?: string | undefined;
}

/** Throws a `UsageError` for a fault of a part that is not ours: nobody would switch it on, and it would seem harmless. */
export function refuseForeignFaults(faults: readonly NamedFault[], parts: ForeignParts, option = ''): void {
  for (const { id, role } of faults) {
    const part = foreignPart(role, parts);
    if (part === null) continue;
    throw new UsageError(
      'fault',
      `${option}${id}: cannot be switched on in ${part}, which is not a part of ours`,
    );
  }
}

function foreignPart(role: Role, { definition, provider, server }: ForeignParts): string | null {
  if (role === 'authorization-server') return definition.start === undefined ? provider : null;
  if (role === 'resource-server') return server ?? definition.resourceServer?.name ?? null;
  return null;
}
