/** The reporters by name, each loaded only when it is asked for. */
import type { Report } from './schema.ts';

/** How a report is to look; what a reporter cannot use it ignores. */
export interface ReporterOptions {
  /** Whether escape codes for colour may be written. */
  readonly colour: boolean;
  /** Whether everything has to be ASCII. */
  readonly ascii: boolean;
  /** Columns of the terminal; no reporter fills more than 100. */
  readonly width: number;
  /** Whether a broken SHOULD fails the run. */
  readonly strict: boolean;
}

/** Turns a report into the text of one file, and does nothing else. */
export type Render = (report: Report, options: ReporterOptions) => string;

/** A file of a report folder, and what writes it. */
export interface ReportFile {
  readonly fileName: string;
  readonly render: Render;
}

export interface Reporter extends ReportFile {
  readonly name: ReporterName;
  /** What else it writes to a report folder. */
  readonly beside: readonly ReportFile[];
}

interface Entry {
  readonly fileName: string;
  readonly load: () => Promise<{ readonly default: Render }>;
  readonly beside?: readonly Entry[];
}

/** The look of a file that nobody asked anything special of. */
export const plainOptions: ReporterOptions = { colour: false, ascii: false, width: 100, strict: false };

const entries = {
  terminal: { fileName: 'report.txt', load: () => import('./terminal/terminal.ts') },
  json: { fileName: 'report.json', load: () => import('./json.ts') },
  junit: { fileName: 'report.junit.xml', load: () => import('./junit.ts') },
  html: { fileName: 'report.html', load: () => import('./html.ts') },
  diagram: { fileName: 'report.diagram.txt', load: () => import('./diagram/diagram.ts') },
  har: { fileName: 'report.har', load: () => import('./har.ts') },
  github: { fileName: 'report.github.md', load: () => import('./github/summary.ts') },
  sarif: { fileName: 'report.sarif', load: () => import('./sarif/sarif.ts') },
  badge: {
    fileName: 'badge.json',
    load: () => import('./badge/badge-json.ts'),
    beside: [{ fileName: 'badge.svg', load: () => import('./badge/badge-svg.ts') }],
  },
} as const satisfies Record<string, Entry>;

export type ReporterName = keyof typeof entries;

/** The names `--reporter` takes. */
export const reporterNames = Object.keys(entries) as readonly ReporterName[];

/** Whether there is a reporter of this name. */
export function isReporterName(name: string): name is ReporterName {
  return Object.hasOwn(entries, name);
}

/** What the file of a reporter is called, without loading the reporter. */
export function reportFileName(name: ReporterName): string {
  return entries[name].fileName;
}

/** Loads one reporter and no other. */
export async function loadReporter(name: ReporterName): Promise<Reporter> {
  const { fileName, load, beside = [] }: Entry = entries[name];
  const others = beside.map(async (other) => ({
    fileName: other.fileName,
    render: (await other.load()).default,
  }));
  return { name, fileName, render: (await load()).default, beside: await Promise.all(others) };
}
