import { plain } from '../plain-text.ts';
import type { Report, ReportResult } from '../schema.ts';
import { isBaselined } from '../shared-verdicts.ts';
import { anchorOf, hashOf } from './address.ts';
import { VerdictSign } from './verdict-line.tsx';
import { brief } from './visible-text.ts';

const worstFirst = ['fail', 'inconclusive', 'warn', 'pass', 'skip'] as const;

/** With several revisions or modes: what is broken somewhere, with a column for each. */
export function WhereItHolds({ report }: { readonly report: Report }) {
  const modes = report.modes.length > 0 ? report.modes : [null];
  const columns = report.revisions.flatMap((revision) => modes.map((mode) => ({ revision, mode })));
  const broken = report.results.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');
  const ids = [...new Set(broken.map(({ requirement }) => requirement))];
  if (columns.length < 2 || ids.length === 0) return null;
  const edge = (mode: string | null) => (modes.length > 1 && mode === modes[0] ? 'edge' : '');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class="scrolls" aria-label="Where it holds" tabIndex={0}>
      <table class="matrix">
        <caption>Where it holds</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={modes.length > 1 ? 2 : 1}>
              requirement
            </th>
            {report.revisions.map((revision) => (
              <th scope="colgroup" colSpan={modes.length} key={revision}>
                {brief(plain(revision), 40)}
              </th>
            ))}
          </tr>
          {modes.length > 1 ? (
            <tr>
              {columns.map(({ revision, mode }) => (
                <th scope="col" class={`mode ${edge(mode)}`} key={`${revision} ${mode}`}>
                  {mode}
                </th>
              ))}
            </tr>
          ) : null}
        </thead>
        <tbody>
          {ids.map((id) => (
            <tr key={id}>
              <th scope="row">
                <a href={hashOf(anchorOf(id))}>
                  <code>{brief(plain(id), 120)}</code>
                </a>
              </th>
              {columns.map(({ revision, mode }) => (
                <td key={`${revision} ${mode}`} class={edge(mode)}>
                  <Cell
                    results={report.results.filter(
                      (result) =>
                        result.requirement === id &&
                        result.revision === revision &&
                        (mode === null || result.mode === null || result.mode === mode),
                    )}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ results }: { readonly results: readonly ReportResult[] }) {
  const open = results.filter((result) => !isBaselined(result));
  const worst = worstFirst.find((verdict) => open.some((result) => result.verdict === verdict));
  if (worst) return <VerdictSign verdict={worst} />;
  return results.length > 0 ? <span class="quiet">baseline</span> : null;
}
