import { blockMaker } from '../failure-block.ts';
import { plain } from '../plain-text.ts';
import { singleVerdict } from '../shared-verdicts.ts';
import { VerdictBlock } from '../viewer/verdict-block.tsx';
import { VerdictLine, verdictNames } from '../viewer/verdict-line.tsx';
import { brief } from '../viewer/visible-text.ts';
import { roleName, rolesInOrder } from '../words.ts';
import type { Matrix, MatrixCell, MatrixRow } from './matrix.ts';
import { legend, signOf } from './matrix-text.ts';

interface MatrixPageProps {
  readonly matrix: Matrix;
  /** What a column is about. */
  readonly column: 'provider' | 'target';
}

/** Providers or targets by requirements as a page that needs no script: a sign leads to the block behind it. */
export function MatrixPage({ matrix, column }: MatrixPageProps) {
  return (
    <div class="viewer">
      <header class="page-head">
        <p class="kicker">mcp-conformance</p>
        <h1>{column === 'provider' ? 'Providers' : 'Targets'} by requirements</h1>
      </header>
      <main>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard */}
        <section class="matrix-scroll" aria-label="Totals" tabIndex={0}>
          <Totals matrix={matrix} column={column} />
        </section>
        <p class="quiet matrix-legend">{legend}</p>
        {rolesInOrder.map((role) => {
          const rows = matrix.rows.filter((row) => row.role === role);
          return rows.length === 0 ? null : (
            <Grid key={role} title={roleName(role)} matrix={matrix} rows={rows} />
          );
        })}
        <section class="group" aria-labelledby="verdicts">
          <h2 id="verdicts">Verdicts</h2>
          <ul class="entries">
            {matrix.rows.flatMap((row) =>
              row.cells.map((cell, column) =>
                cell === null || cell.result.verdict === 'skip' ? null : (
                  <Proof key={anchorOf(row, column)} anchor={anchorOf(row, column)} cell={cell} />
                ),
              ),
            )}
          </ul>
        </section>
      </main>
    </div>
  );
}

function Totals({ matrix, column }: MatrixPageProps) {
  return (
    <table class="matrix">
      <thead>
        <tr>
          <th scope="col">{column}</th>
          <th scope="col">MUST that hold</th>
          <th scope="col">could not be judged</th>
          <th scope="col">run</th>
        </tr>
      </thead>
      <tbody>
        {matrix.columns.map(({ name, must, reports, stopped }) => (
          <tr key={name}>
            <th scope="row">{brief(plain(name), 80)}</th>
            {stopped === null ? (
              <>
                <td>
                  {must.hold} of {must.apply}
                </td>
                <td>{must.unjudged}</td>
              </>
            ) : (
              <td colSpan={2} class="reason">
                not judged: {brief(plain(stopped), 200)}
              </td>
            )}
            <td>{reports.map(({ startedAt }) => startedAt.slice(0, 16).replace('T', ' ')).join(', ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Grid(props: {
  readonly title: string;
  readonly matrix: Matrix;
  readonly rows: readonly MatrixRow[];
}) {
  const id = `role-${props.title.replaceAll(' ', '-')}`;
  return (
    <section class="group" aria-labelledby={id}>
      <h2 id={id}>{props.title}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard */}
      <section class="matrix-scroll" aria-label={`${props.title}, side by side`} tabIndex={0}>
        <table class="matrix">
          <thead>
            <tr>
              <th scope="col">requirement</th>
              <th scope="col">level</th>
              {props.matrix.columns.map(({ name }) => (
                <th scope="col" key={name}>
                  {brief(plain(name), 40)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.rows.map((row) => (
              <tr key={row.requirement}>
                <th scope="row">
                  <code>{brief(plain(row.requirement), 120)}</code>
                </th>
                <td>{row.level}</td>
                {row.cells.map((cell, column) => (
                  <td key={anchorOf(row, column)}>
                    <Sign cell={cell} anchor={anchorOf(row, column)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function Sign({ cell, anchor }: { readonly cell: MatrixCell | null; readonly anchor: string }) {
  if (cell === null) return <span class="unseen">not in the report</span>;
  const name = cell.isBaselined ? 'in the baseline' : verdictNames[cell.result.verdict];
  const sign = (
    <span class={`sign sign-${cell.isBaselined ? 'skip' : cell.result.verdict}`}>
      <span aria-hidden="true">{signOf(cell)}</span>
      <span class="unseen">{name}</span>
    </span>
  );
  return cell.result.verdict === 'skip' ? sign : <a href={`#${anchor}`}>{sign}</a>;
}

/** Browsers open a `details` for a link into it, without a script. */
function Proof({ anchor, cell }: { readonly anchor: string; readonly cell: MatrixCell }) {
  const block = blockMaker(cell.report)(singleVerdict(cell.result));
  return (
    <li class="entry">
      <details class={`verdict verdict-${block.verdict}`}>
        <summary>
          <VerdictLine block={block} />
        </summary>
        <div class="verdict-body" id={anchor}>
          <VerdictBlock block={block} />
        </div>
      </details>
    </li>
  );
}

const anchorOf = ({ requirement }: MatrixRow, column: number) =>
  `${requirement.replaceAll(/[^\w.-]/g, '_')}-${column + 1}`;
