import type { RegistrationMode, Revision } from '../catalogue/vocabulary.ts';
import type { ProviderDefinition } from '../define/provider.ts';
import type { NamedFault } from '../testbed/fault-registry.ts';

/** What a testbed that lives for a while is made of. */
export interface LiveSetup {
  readonly definition: ProviderDefinition<string>;
  readonly revision: Revision;
  readonly mode: RegistrationMode;
  readonly faults: readonly NamedFault[];
  /** The variant of the MCP server that the provider brings along, if it brings one. */
  readonly serverVariant?: string | undefined;
}
