import { gzipSync } from 'node:zlib';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { plain } from './plain-text.ts';
import type { Render } from './reporter.ts';
import { verdictSentence } from './verdict-sentence.ts';
import { pageDocument } from './viewer/page-document.ts';
import { pagePart } from './viewer/page-part.ts';
import { ReportPage } from './viewer/report-page.tsx';

/** One file that opens from disk: readable as it is, searchable and linked with its script. */
const html: Render = (report) =>
  pageDocument({
    title: `${plain(report.provider || 'mcp-conformance')}: ${verdictSentence(report)}`,
    body: renderToString(h(ReportPage, { report })),
    program: {
      script: pagePart('report.js'),
      data: gzipSync(JSON.stringify(report), { level: 9 }).toString('base64'),
    },
    style: pagePart('report.css'),
  });

export default html;
