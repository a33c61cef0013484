import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { packageRoot } from '../catalogue/package-root.ts';
import { plain } from './plain-text.ts';
import type { Render } from './reporter.ts';
import { verdictSentence } from './verdict-sentence.ts';
import { pageDocument } from './viewer/page-document.ts';
import { ReportPage } from './viewer/report-page.tsx';

/** Where the build leaves the script and the style of the page. */
const pageFolder = path.join(packageRoot(), 'dist', 'harness', 'report', 'viewer', 'page');

/** One file that opens from disk: readable as it is, searchable and linked with its script. */
const html: Render = (report) =>
  pageDocument({
    title: `${plain(report.provider || 'mcp-conformance')}: ${verdictSentence(report)}`,
    body: renderToString(h(ReportPage, { report })),
    data: gzipSync(JSON.stringify(report), { level: 9 }).toString('base64'),
    script: readPart('report.js'),
    style: readPart('report.css'),
  });

function readPart(name: string): string {
  const file = path.join(pageFolder, name);
  if (!existsSync(file)) throw new Error(`${file} is missing; run: npm run build`);
  return readFileSync(file, 'utf8');
}

export default html;
