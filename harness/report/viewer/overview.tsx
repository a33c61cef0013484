import { leftTogether } from '../left-behind.ts';
import { plain } from '../plain-text.ts';
import type { Report, ReportSubject } from '../schema.ts';
import { commandLine, count, duration, roleName, rolesInOrder } from '../words.ts';
import { Counts } from './counts.tsx';
import { LongText } from './message-parts.tsx';
import { brief } from './visible-text.ts';
import { WhereItHolds } from './where-it-holds.tsx';
import { WireText } from './wire-text.tsx';

/** Counts, subjects, what to know before the verdicts, and how it was run. */
export function Overview({ report }: { readonly report: Report }) {
  return (
    <section class="overview" aria-label="Overview">
      <Counts report={report} />
      {report.notices.length > 0 ? (
        <ul class="notices" aria-label="Notices">
          {report.notices.map((notice) => (
            <li key={notice}>
              <LongText text={plain(notice)} />
            </li>
          ))}
        </ul>
      ) : null}
      <FailedSteps report={report} />
      <Subjects report={report} />
      <WhereItHolds report={report} />
      <SetUp report={report} />
    </section>
  );
}

/** What of the set-up does not work: without it nobody sees why little or nothing was judged. */
function FailedSteps({ report: { preflight, results } }: { readonly report: Report }) {
  const failed = preflight.filter(({ ok }) => !ok);
  if (failed.length === 0) return null;
  return (
    <div class="failed-steps">
      <p>
        {results.length === 0
          ? 'The set-up does not work, so there was nothing to judge.'
          : 'A part of the set-up does not work.'}
      </p>
      <ul class="notices" aria-label="Steps of the preflight that failed">
        {failed.map(({ step, detail }) => (
          <li key={step}>
            <span aria-hidden="true">✗ </span>
            <b>{brief(plain(step), 60)}</b>: <LongText text={plain(detail)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Subjects({ report }: { readonly report: Report }) {
  const subjects = rolesInOrder.flatMap((role) => {
    const subject = report.subjects[role];
    return subject ? [{ role, subject }] : [];
  });
  return (
    <table class="subjects">
      <caption>Subjects</caption>
      <tbody>
        {subjects.map(({ role, subject }) => (
          <tr key={role}>
            <th scope="row">{roleName(role)}</th>
            <td>
              <SubjectText subject={subject} />
            </td>
          </tr>
        ))}
        {report.subjects['authorization-server'] || report.provider === '' ? null : (
          <tr>
            <th scope="row">provider</th>
            <td>
              <WireText text={brief(report.provider, 100)} /> <span class="quiet">(not judged)</span>
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function SubjectText({ subject }: { readonly subject: ReportSubject }) {
  const { name, version, issuer, url, note } = subject;
  const rest = [issuer, url, note].flatMap((part) => (part ? [plain(part)] : []));
  return (
    <>
      <b>
        <WireText text={brief(plain(version ? `${name} ${version}` : name), 100)} />
      </b>
      {rest.map((part) => (
        <span key={part}>
          {' · '}
          <WireText text={brief(part, 200)} />
        </span>
      ))}
    </>
  );
}

/** The command line, the preflight and what was left behind. */
function SetUp({ report }: { readonly report: Report }) {
  const { preflight, cleanup } = report;
  return (
    <details class="set-up">
      <summary>How it was run</summary>
      <dl class="block">
        <div class="field">
          <dt>command</dt>
          <dd>
            <code>
              <LongText text={plain(report.command)} />
            </code>{' '}
            <span class="slot" data-slot="copy-command" />
          </dd>
        </div>
        {report.configuration ? (
          <div class="field">
            <dt>configuration</dt>
            <dd>
              {brief(plain(report.configuration.file), 200)}:{' '}
              <code>
                <LongText text={plain(commandLine(report.configuration.options))} />
              </code>
            </dd>
          </div>
        ) : null}
        {preflight.length > 0 ? (
          <div class="field">
            <dt>preflight</dt>
            <dd>
              <ul class="inline">
                {preflight.map(({ step, ok, detail, durationMs }) => (
                  <li key={step}>
                    <span aria-hidden="true">{ok ? '✓' : '✗'} </span>
                    <span class="unseen">{ok ? 'passed: ' : 'failed: '}</span>
                    {brief(plain(step), 60)} <span class="quiet">{duration(durationMs)}</span>{' '}
                    {brief(plain(detail), 400)}
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        ) : null}
        <div class="field">
          <dt>clients</dt>
          <dd>
            registered {cleanup.registered}, removed {cleanup.removed}
            {leftTogether(cleanup).map(({ number, clientIds, remedy }) => (
              <p key={remedy}>
                left behind: {number === 1 ? '' : `${count(number, 'client')}: `}
                <code>{brief(clientIds.map(plain).join(', '), number === 1 ? 120 : 4000)}</code>:{' '}
                <code>{brief(plain(remedy), 400)}</code>
              </p>
            ))}
          </dd>
        </div>
        <div class="field">
          <dt>exit code</dt>
          <dd>{report.exitCode}</dd>
        </div>
      </dl>
    </details>
  );
}
