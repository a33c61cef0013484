import { revisions } from '../catalogue/vocabulary.ts';
import type { ProviderDefinition } from '../define/provider.ts';
import type { PreflightStep } from './preflight.ts';
import type { RunOptions } from './run.ts';

/** What a reader must know: of the provider, and of a server of somebody else that takes no request of ours. */
export function noticesOf(
  { definition, serverUrl, serverVariant, revisions: asked }: RunOptions,
  steps: readonly PreflightStep[],
): string[] {
  const stops = steps.some(({ fatal }) => fatal);
  const unused = serverUrl === undefined || stops ? [] : whyUnused(serverUrl, definition, asked, steps);
  return [
    ...(definition.notice ? [definition.notice] : []),
    ...unspoken(definition, serverVariant),
    ...unused,
  ];
}

/** Why nothing that needs an accepted token can be found out about a server of somebody else, or `null`. */
export function untrusted(
  { definition, serverUrl }: Pick<RunOptions, 'definition' | 'serverUrl'>,
  steps: readonly PreflightStep[],
): string | null {
  const answered = steps.find(({ step, ok }) => step === 'mcp call' && !ok)?.answered;
  const isRefusal = answered === 401 || answered === 403;
  return serverUrl !== undefined && isRefusal
    ? `${serverUrl} accepts no token of ${definition.name} (${answered})`
    : null;
}

function whyUnused(
  serverUrl: string,
  definition: ProviderDefinition<string>,
  asked: RunOptions['revisions'],
  steps: readonly PreflightStep[],
): string[] {
  const left = 'only what needs no token could be judged, the rest is inconclusive';
  const refused = untrusted({ definition, serverUrl }, steps);
  if (refused !== null) return [`${refused}: ${left}. Name the provider that it trusts with --provider.`];
  const failed = steps.find(({ step, ok }) => step === 'mcp call' && !ok);
  if (failed?.answered !== undefined) {
    const [newest] = asked.toReversed();
    const older = revisions.filter((revision) => !asked.includes(revision)).at(-1);
    const hint = older === undefined ? '' : `, for instance --spec ${older}`;
    return [
      `${serverUrl} did not serve a request of ${newest} with a token of ${definition.name} (${failed.answered}): ${left}. ` +
        `It may be no MCP server, or not speak that revision: name one that it does with --spec${hint}.`,
    ];
  }
  const isCalled = steps.some(({ step, ok }) => step === 'mcp call' && ok);
  const reason = steps.every(({ ok }) => ok)
    ? 'Its definition names no user.'
    : 'See the preflight for the reason.';
  return isCalled
    ? []
    : [`No access token of ${definition.name} could be had for ${serverUrl}: ${left}. ${reason}`];
}

/** The revisions that a provider's own MCP server cannot be judged in, and why. */
function unspoken({ resourceServer }: ProviderDefinition<string>, variant: string | undefined): string[] {
  if (!resourceServer || variant === undefined) return [];
  const { revisions: spoken, because } = resourceServer.speaks(variant);
  const left = revisions.filter((revision) => !spoken.includes(revision));
  return left.length === 0
    ? []
    : [`The ${resourceServer.name} (${variant}) does not speak ${left.join(' or ')}: ${because}.`];
}
