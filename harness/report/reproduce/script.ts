/** A verdict as a shell script that anybody with curl, jq and openssl can run: the flow behind it, and no more. */
import { blockMaker } from '../failure-block.ts';
import { blockText } from '../failure-block-text.ts';
import { plain } from '../plain-text.ts';
import type { Report, ReportExchange, ReportResult } from '../schema.ts';
import { singleVerdict } from '../shared-verdicts.ts';
import { shellWord } from '../shell-words.ts';
import { prelude } from './prelude.ts';
import { ScriptWriter } from './script-writer.ts';
import { type Step, stepsOf } from './steps.ts';

/**
 * Writes the script for one verdict. It has no secret in it, and asks for what only its user can know. What a report
 * holds may be hostile: it gets into the script as comments and as quoted words only.
 */
export function reproduceScript(report: Report, result: ReportResult): string {
  const steps = stepsOf(report, result);
  const writer = new ScriptWriter(partsOf(report));
  const body = steps.flatMap((step) => ['', ...writer.step(step)]);
  return [
    '#!/bin/sh',
    ...blockText(blockMaker(report)(singleVerdict(result)))
      .split('\n')
      .map((line) => `# ${line}`.trimEnd()),
    ...prelude,
    ...writer.parts(),
    ...writer.asked(),
    ...body,
    '',
    ...closing(result, steps, writer),
    '',
  ].join('\n');
}

/** The parts under test by the variable that names where they are: another run may find them elsewhere. */
function partsOf({ subjects, exchanges }: Report): ReadonlyMap<string, string> {
  const place = (url: string | undefined, party: ReportExchange['to']) => {
    const known = url ?? exchanges.find(({ to }) => to === party)?.request.url;
    return known !== undefined && URL.canParse(known) ? new URL(known).origin : null;
  };
  const parts = [
    ['AUTHORIZATION_SERVER', place(subjects['authorization-server']?.issuer, 'authorization-server')],
    ['RESOURCE_SERVER', place(subjects['resource-server']?.url, 'resource-server')],
  ] as const;
  return new Map(parts.flatMap(([name, origin]) => (origin === null ? [] : [[origin, name] as const])));
}

function closing(result: ReportResult, steps: readonly Step[], writer: ScriptWriter): string[] {
  const proof = steps.filter(({ part, kind }) => part !== 'before' && kind === 'request');
  return [
    'echo',
    ...proof.map(
      ({ part, exchange }) =>
        `compare ${writer.nameOf(exchange)} ${part} ${String(exchange.response?.status ?? 0).padStart(3, '0')}`,
    ),
    `printf '%s\\n' ${shellWord(`expected   ${plain(result.expected)}`)}`,
    'exit $asReported',
  ];
}
