import type { RegistrationMode, Revision } from '../catalogue/vocabulary.ts';
import type { ClientEnding } from '../define/client-probe.ts';
import { quote, UsageError } from '../define/error.ts';
import { speaksMcp } from '../define/recording.ts';
import type { CommandUnderTest } from '../testbed/command-probe.ts';
import type { Exchange } from '../trace/exchange.ts';
import { Trace } from '../trace/trace.ts';
import type { PreflightStep } from './preflight.ts';
import type { TestbedPool } from './testbed-pool.ts';

type Finding = Pick<PreflightStep, 'ok' | 'detail' | 'fatal'>;

/** What is left to be judged of a client, and what was found out before. */
export interface CheckedClient {
  readonly steps: readonly PreflightStep[];
  /** The revisions that the client speaks, of those that were asked for. */
  readonly revisions: readonly Revision[];
  readonly notices: readonly string[];
}

/** Runs a client under test once in each revision, before anything is judged; throws a `UsageError` when it cannot be started. */
export async function checkClient(
  pool: TestbedPool,
  client: CommandUnderTest,
  { revisions, mode }: { revisions: readonly Revision[]; mode: RegistrationMode },
): Promise<CheckedClient> {
  const found: { readonly revision: Revision; readonly step: PreflightStep }[] = [];
  for (const revision of revisions) {
    const step = await clientPreflight(pool, client, { revision, mode });
    found.push({ revision, step });
    if (step.fatal && !isOtherRevision(step)) break;
  }
  const spoken = found.filter(({ step }) => !isOtherRevision(step));
  if (spoken.length === 0) return { steps: found.slice(-1).map(({ step }) => step), revisions, notices: [] };
  const left = found.filter(({ step }) => isOtherRevision(step)).map(({ revision }) => revision);
  return {
    steps: spoken.map(({ step }) => step),
    revisions: revisions.filter((revision) => !left.includes(revision)),
    notices: left.map((revision) => `The client does not speak ${revision}, and is not judged there.`),
  };
}

const isOtherRevision = ({ detail }: PreflightStep) => detail.startsWith('The client does not speak ');

/** Runs a client under test once against parts without faults: does it start, and how far does it come? */
async function clientPreflight(
  pool: TestbedPool,
  { command, limitMs }: CommandUnderTest,
  { revision, mode }: { revision: Revision; mode: RegistrationMode },
): Promise<PreflightStep> {
  const started = performance.now();
  const trace = new Trace();
  await using testbed = await pool.borrow(revision, [], trace);
  const probes = await testbed.probes(trace, mode, [], 'preflight');
  const outcome = await probes.client.connect();
  const ending = probes.client.ending?.() ?? null;
  await probes.close();
  const sent = trace.exchanges.filter(({ from }) => from === 'client');
  const found =
    notStarted(command, ending, sent) ??
    notCome(sent, outcome.message, testbed.setup.resource.url) ??
    otherRevision(sent, revision) ??
    howFar(speaksMcp(trace).accepted, outcome.message, limitMs);
  return { step: 'command', durationMs: Math.round(performance.now() - started), ...found };
}

/** A shell says by 126 and 127 that there is nothing to run. Throws a `UsageError` then. */
function notStarted(command: string, ending: ClientEnding | null, sent: readonly Exchange[]): null {
  const cannot = ending?.code === 126 || ending?.code === 127 || ending?.how.startsWith('could not be run');
  if (!cannot || sent.length > 0) return null;
  const why = ending?.said.trim().split('\n').at(-1) || ending?.how;
  throw new UsageError(
    'client',
    `--client ${quote(command)}: the command cannot be started: ${why}. It is read by a shell, with the URL of the MCP server added as last argument.`,
  );
}

function notCome(sent: readonly Exchange[], message: string, url: string): Finding | null {
  if (sent.length > 0) return null;
  const detail = `The client sent no request. Expected is one to ${url}, the last argument of the command. It ${message}.`;
  return { ok: false, fatal: true, detail };
}

/** MCP 2026-07-28 versioning: a server refuses what it does not speak. */
function otherRevision(sent: readonly Exchange[], revision: Revision): Finding | null {
  const refused = sent.find(
    ({ kind, response }) =>
      kind === 'mcp' && response?.status === 400 && /protocol version/i.test(response.body?.text ?? ''),
  );
  const served = sent.some(({ kind, response }) => kind === 'mcp' && response?.status === 200);
  if (!refused || served) return null;
  const detail = `The client does not speak ${revision}: its request was refused with ${refused.response?.body?.text}. Name a revision that it speaks, for instance --spec 2025-11-25.`;
  return { ok: false, fatal: true, detail };
}

function howFar(isServed: boolean, message: string, limitMs: number): Finding {
  const late = /still ran/.test(message) ? ` It may take longer than ${limitMs} ms (--client-timeout).` : '';
  return isServed
    ? { ok: true, fatal: false, detail: 'the client signed in and was served' }
    : { ok: false, fatal: false, detail: `The client was not served with a token. It ${message}.${late}` };
}
