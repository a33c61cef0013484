import { hydrate } from 'preact';
import './styles/viewer.css';
import { unpack } from './packed-report.ts';
import { ReportPage } from './report-page.tsx';

/** Brings the page to life that was written with the report: the same components take over what is there. */
async function main(): Promise<void> {
  const root = document.getElementById('page');
  const packed = document.getElementById('report')?.textContent ?? '';
  if (root) hydrate(<ReportPage report={await unpack(packed)} />, root);
}

void main();
