import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadReporter, plainOptions } from '../../report/reporter.ts';
import { launchBrowser } from '../../sign-in/open-user-browser.ts';
import { readSavedReport, reportFileOf } from './saved-report.ts';

/** Writes the page of a saved report beside it, opens it in the user's browser, and says where it is. */
export async function openReport(name: string): Promise<void> {
  const report = readSavedReport(name);
  const { render, fileName } = await loadReporter('html');
  const file = path.resolve(path.dirname(reportFileOf(name)), fileName);
  writeFileSync(file, render(report, plainOptions), { mode: 0o600 });
  console.log(file);
  const isOpen = await launchBrowser(pathToFileURL(file).href);
  if (!isOpen) console.error('No browser could be opened here; open this file in one.');
}
