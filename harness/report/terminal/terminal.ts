/** The report as people read it on a terminal and paste it into issues. */
import { blockMaker } from '../failure-block.ts';
import { widestBlock } from '../failure-block-text.ts';
import type { Render } from '../reporter.ts';
import { baselineSection } from './baseline.ts';
import { blameSection } from './blame.ts';
import { failuresSection, warningsSection } from './failures.ts';
import { headerSection } from './header.ts';
import { inconclusiveSection } from './inconclusive.ts';
import { inkOf, toAscii } from './ink.ts';
import type { Page } from './page.ts';
import { preflightSection } from './preflight.ts';
import { cleanupSection, summarySection } from './summary.ts';
import { countsSection } from './table-of-counts.ts';
import { matrixSection } from './table-of-differences.ts';

const narrowest = 80;

/** What stands in the report, from top to bottom. */
const sections = [
  headerSection,
  preflightSection,
  failuresSection,
  inconclusiveSection,
  warningsSection,
  baselineSection,
  matrixSection,
  countsSection,
  blameSection,
  cleanupSection,
  summarySection,
];

/** Renders the terminal report; its last line always says how much was judged. */
const terminal: Render = (report, options) => {
  const page: Page = {
    report,
    width: Math.min(Math.max(options.width, narrowest), widestBlock),
    ink: inkOf(options),
    blockOf: blockMaker(report),
  };
  const parts = sections.map((section) => section(page)).filter((lines) => lines.length > 0);
  const text = `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
  return options.ascii ? toAscii(text) : text;
};

export default terminal;
