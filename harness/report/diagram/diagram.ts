/** The flows behind what is broken, drawn in text for issues; where nothing is, every flow. */
import { diagramRows } from '../diagram-rows.ts';
import { blockMaker } from '../failure-block.ts';
import { blockLines, widestBlock } from '../failure-block-text.ts';
import { type Flow, flowFinder, flowTitle } from '../flow-of.ts';
import { marksOf } from '../marks.ts';
import { plain } from '../plain-text.ts';
import type { Render } from '../reporter.ts';
import type { Report, ReportResult } from '../schema.ts';
import { groupBy, isBaselined, shareVerdicts } from '../shared-verdicts.ts';
import { type Ink, inkOf, toAscii, verdictStyles } from '../terminal/ink.ts';
import { verdictSentence } from '../verdict-sentence.ts';
import { hang } from '../wrap.ts';
import { drawArrow } from './draw-arrow.ts';
import { emptyLine, laneHeads, lanesOf } from './lanes.ts';

const narrowest = 80;

/** A flow with what it shows broken, if anything. */
interface Shown {
  readonly flow: Flow;
  readonly results: readonly ReportResult[];
}

const diagram: Render = (report, options) => {
  const width = Math.min(Math.max(options.width, narrowest), widestBlock);
  const ink = inkOf(options);
  const sections = flowsOf(report).map((shown) =>
    [...headLines(report, shown, width, ink), '', ...drawFlow(shown, width, ink)].join('\n'),
  );
  const told = hang('', verdictSentence(report), width).join('\n');
  const text = `${[told, ...(sections.length > 0 ? sections : ['No exchange was recorded.'])].join('\n\n')}\n`;
  return options.ascii ? toAscii(text) : text;
};

function flowsOf(report: Report): Shown[] {
  const flowOf = flowFinder(report);
  const broken = shareVerdicts(
    report.results.filter(
      (result) => !isBaselined(result) && (result.verdict === 'fail' || result.verdict === 'warn'),
    ),
  ).map(({ result }) => ({ result, flow: flowOf(result) }));
  const seen = broken.filter(({ flow }) => flow.exchanges.length > 0);
  if (seen.length > 0) {
    return groupBy(seen, ({ flow }) => flow.exchanges[0]?.id ?? '').flatMap((group) =>
      group[0] ? [{ flow: group[0].flow, results: group.map(({ result }) => result) }] : [],
    );
  }
  const exchanges = new Map(report.exchanges.map((exchange) => [exchange.id, exchange]));
  return report.scenarios
    .map((scenario) => ({ scenario, exchanges: scenario.exchanges.flatMap((id) => exchanges.get(id) ?? []) }))
    .filter((flow) => flow.exchanges.length > 0)
    .map((flow) => ({ flow, results: [] }));
}

/** What the flow shows, and which flow it is. */
function headLines(report: Report, { flow, results }: Shown, width: number, ink: Ink): string[] {
  const makeBlock = blockMaker(report);
  const verdicts = shareVerdicts(results).flatMap((shared) =>
    blockLines(makeBlock(shared), width)
      .filter(({ field }) => field === 'head' || field === 'fact')
      .map(({ field, text }) => (field === 'head' ? ink(verdictStyles[shared.result.verdict], text) : text)),
  );
  const { scenario } = flow;
  const place = [scenario?.id, scenario?.mode, scenario?.revision].flatMap((part) => part ?? []).map(plain);
  return [...verdicts, ...hang('', flowTitle(flow), width), ...hang('', place.join(' · '), width)];
}

function drawFlow({ flow, results }: Shown, width: number, ink: Ink): string[] {
  const lanes = lanesOf(width);
  const marks = new Map(results.flatMap((result) => [...marksOf(result)]));
  const empty = emptyLine(lanes).trimEnd();
  const arrows = diagramRows(flow.exchanges, marks).flatMap(({ arrows, overlaps }) =>
    arrows.flatMap((arrow, index) => [
      empty,
      ...drawArrow(lanes, arrow, { together: overlaps || index > 0, ink }),
    ]),
  );
  return [...laneHeads(lanes), ...arrows, empty];
}

export default diagram;
