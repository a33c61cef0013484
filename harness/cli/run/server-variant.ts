import { nearest } from '../../catalogue/select.ts';
import { type Revision, revisions } from '../../catalogue/vocabulary.ts';
import { quote, UsageError } from '../../define/error.ts';
import type { ProviderDefinition } from '../../define/provider.ts';

/** An MCP server that comes with the provider, in the variant that was chosen. */
export interface ServerVariant {
  readonly name: string;
  readonly variant: string;
  readonly revisions: readonly Revision[];
  /** Why it does not speak the others. */
  readonly because: string;
}

/** The variant that a command line means; `null` where the provider brings no server or another one is named. */
export function serverVariant(
  { name, resourceServer }: Pick<ProviderDefinition<string>, 'name' | 'resourceServer'>,
  asked: string | undefined,
  serverUrl: string | undefined,
): ServerVariant | null {
  if (asked !== undefined && serverUrl !== undefined) {
    throw new UsageError(
      'server-variant',
      '--server-variant and --server name two MCP servers; leave one out',
    );
  }
  if (!resourceServer) {
    if (asked === undefined) return null;
    throw new UsageError(
      'server-variant',
      `--server-variant ${quote(asked)}: provider ${name} brings no MCP server along`,
    );
  }
  if (serverUrl !== undefined) return null;
  const variant = asked ?? resourceServer.variants[0];
  if (!resourceServer.variants.includes(variant)) {
    const near = nearest(variant, resourceServer.variants);
    const known = (near.length > 0 ? near : resourceServer.variants).join(', ');
    throw new UsageError(
      'server-variant',
      `--server-variant ${quote(variant)}: there is no such variant. Did you mean ${known}?`,
    );
  }
  return { name: resourceServer.name, variant, ...resourceServer.speaks(variant) };
}

/** The revisions that `--spec` means for a server that may not speak them all. */
export function spokenRevisions(spec: string, server: ServerVariant): Revision[] {
  const spoken = revisions.filter((revision) => server.revisions.includes(revision));
  if (spec === 'all') return spoken;
  if (spec === 'latest' || spec === 'draft') return spoken.slice(-1);
  if (spoken.includes(spec as Revision)) return [spec as Revision];
  throw new UsageError(
    'spec',
    `--spec ${spec}: ${server.name} (${server.variant}) does not speak it: ${server.because}. It speaks ${spoken.join(', ')}.`,
  );
}
