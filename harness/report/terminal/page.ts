import type { FailureBlock } from '../failure-block.ts';
import type { Report } from '../schema.ts';
import type { SharedVerdict } from '../shared-verdicts.ts';
import type { Ink } from './ink.ts';

/** What every section of the terminal report is made from. */
export interface Page {
  readonly report: Report;
  readonly width: number;
  readonly ink: Ink;
  readonly blockOf: (shared: SharedVerdict) => FailureBlock;
}

/** Lines of one section; none when it has nothing to say. */
export type Section = (page: Page) => string[];
