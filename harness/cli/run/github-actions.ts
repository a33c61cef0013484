import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { annotations } from '../../report/github/annotations.ts';
import { loadReporter, plainOptions } from '../../report/reporter.ts';
import type { Report } from '../../report/schema.ts';
import type { Environment } from '../../testbed/load-provider.ts';
import type { Output } from './output.ts';

/** What a step of GitHub Actions is given beside the report. */
export interface StepOutput {
  /** Whether the summary has the Markdown, so that standard output need not. */
  readonly isSummarised: boolean;
  /** Workflow commands for standard output, after the report. */
  readonly commands: readonly string[];
  /** Why the summary has nothing, or ''. */
  readonly problem: string;
}

/** Writes the summary of the step and prepares its annotations; `null` elsewhere, and where nobody asked for them. */
export async function writeStep(
  report: Report,
  { stdout, files }: Output,
  environment: Environment,
  strict: boolean,
): Promise<StepOutput | null> {
  const isAsked = stdout === 'github' || files.includes('github');
  if (!isAsked || environment['GITHUB_ACTIONS'] !== 'true') return null;
  const commands = annotations(report, { strict });
  const file = environment['GITHUB_STEP_SUMMARY'] ?? '';
  if (file === '') return { isSummarised: false, commands, problem: 'GITHUB_STEP_SUMMARY is not set' };
  const { render } = await loadReporter('github');
  try {
    appendFileSync(file, `${render(report, { ...plainOptions, strict })}${artifactsLine(environment)}`);
  } catch (error) {
    return { isSummarised: false, commands, problem: `GITHUB_STEP_SUMMARY: ${(error as Error).message}` };
  }
  return { isSummarised: true, commands, problem: '' };
}

/** Where the workflow keeps its files, when it does. */
function artifactsLine(environment: Environment): string {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = environment;
  if (!server || !repository || !run) return '';
  return `\nFiles of this run: [artifacts](${server}/${repository}/actions/runs/${run}#artifacts)\n`;
}

/** A text in which GitHub Actions takes nothing for a command: what is quoted from the wire could be one. */
export function withoutCommands(text: string): string {
  const token = randomUUID();
  return `::stop-commands::${token}\n${text.endsWith('\n') ? text : `${text}\n`}::${token}::\n`;
}
