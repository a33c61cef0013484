import type { Revision } from '../../catalogue/vocabulary.ts';
import { quote } from '../../define/error.ts';
import type { ProviderDefinition, ProviderOptions } from '../../define/provider.ts';
import { findProvider } from '../../testbed/find-provider.ts';
import { type Environment, loadProvider } from '../../testbed/load-provider.ts';
import type { RunArguments } from '../commands/run.ts';

/** The provider that stands beside what is judged when none is named and none can be found. */
export const embedded = 'oidc-provider';

/**
 * The provider that was named. Where only an MCP server was: the one that the server names, as a counterpart that is
 * never judged; else the stand-in, with a notice that says why.
 */
export async function chooseProvider(
  args: Partial<Pick<RunArguments, 'provider' | 'server' | 'login' | 'dry-run'>>,
  asked: { readonly revision: Revision; readonly timeoutMs: number },
  { environment, folder, wishes }: ProviderSource,
): Promise<ProviderDefinition<string>> {
  const load = () => loadProvider(args.provider ?? embedded, environment, folder, wishes);
  const { server } = args;
  if (args.provider !== undefined || server === undefined || args['dry-run']) return load();
  const found = await findProvider(server, asked.revision, asked.timeoutMs);
  if (found === null) return load();
  const named = `No --provider is given, and ${server} names the authorization server ${quote(found.issuer)}`;
  if ('because' in found) {
    const notice = `${named}, but ${found.because}. Describe it in a definition and name that with --provider; meanwhile ${embedded} takes its place.`;
    return { ...(await load()), notice };
  }
  const byHand = args.login !== undefined && args.login !== 'form';
  const signIn = byHand
    ? ''
    : ' Nobody is known who could sign in there: sign-in needs a definition with users (--provider), or yourself (--login browser).';
  return {
    ...found.definition,
    notice: `${named}: it is used as it describes itself, and not judged.${signIn}`,
  };
}

/** Where definitions are read from. */
export interface ProviderSource {
  readonly environment: Environment;
  readonly folder: string;
  readonly wishes: Partial<ProviderOptions>;
}
