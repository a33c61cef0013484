import { plain, plainLines } from '../plain-text.ts';
import type { Report } from '../schema.ts';
import { duration } from '../words.ts';
import { hang } from '../wrap.ts';
import { flow } from './flow.ts';
import type { Page, Section } from './page.ts';

type Step = Report['preflight'][number];

/** Quicker steps are not worth a number. */
const worthTelling = 10;

/** The steps before any verdict on one line, and what is wrong with the one that failed. */
export const preflightSection: Section = (page) => {
  const { preflight } = page.report;
  if (preflight.length === 0) return [];
  return [
    ...stepLines(preflight, page),
    ...preflight.filter(({ ok }) => !ok).flatMap((step) => detail(step, page)),
    ...nothingJudged(page),
  ];
};

/** A set-up that is wrong ends the run before the first verdict; that must not look like a clean one. */
function nothingJudged({ report, width }: Page): string[] {
  const stopped = report.results.length === 0 && report.preflight.some(({ ok }) => !ok);
  if (!stopped || report.interrupted) return [];
  const again = (...options: string[]) =>
    `npx ${[report.command, ...options.filter((option) => !has(report, option))].join(' ')}`;
  const alone = has(report, '--preflight') ? '' : ` Check the set-up alone: ${again('--preflight')}`;
  const isSignIn = report.preflight.at(-1)?.step === 'sign-in' && !has(report, '--headed');
  return [
    ...hang('  ', plain(`Nothing was judged.${alone}`), width),
    ...(isSignIn
      ? hang('  ', plain(`Watch it: ${again('--preflight', '--login browser', '--headed')}`), width)
      : []),
  ];
}

/** Whether the command that made a report has an option. */
function has({ command }: Page['report'], option: string): boolean {
  return ` ${command} `.includes(` ${option} `);
}

function stepLines(steps: readonly Step[], { width, ink }: Page): string[] {
  const pieces = steps.map(({ step, ok, durationMs }) => {
    const sign = ok ? '✓' : '✗';
    const name = plain(step) + (durationMs >= worthTelling ? ` ${duration(durationMs)}` : '');
    return { text: `${sign} ${name}`, painted: `${ink(ok ? 'pass' : 'fail', sign)} ${name}` };
  });
  return flow('preflight  ', pieces, '  ', width);
}

function detail({ detail: text }: Step, { width }: Page): string[] {
  return plainLines(text).flatMap((line) => hang('  ', line, width));
}
