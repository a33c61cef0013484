import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, BrowserType, CDPSession, Page } from 'playwright';
import html from '../html.ts';
import { plainOptions } from '../reporter.ts';
import type { Report } from '../schema.ts';

/** A page with what it did that it must not do. */
export interface OpenPage {
  readonly page: Page;
  readonly url: string;
  readonly size: number;
  /** Messages on the console, errors, dialogs, and requests for anything but the file. */
  readonly misdeeds: readonly string[];
  readonly secondsToOpen: number;
}

/** A Chromium that can be launched. */
export interface FoundChromium {
  readonly chromium: BrowserType;
  readonly executablePath: string;
}

/** A browser and a folder for reports, until both are closed. */
export interface ReportBrowser {
  readonly open: (report: Report, options?: BrowserContextOptions & { hash?: string }) => Promise<OpenPage>;
  readonly close: () => Promise<void>;
}

/** Launches a Chromium that opens reports from disk. */
export async function openReportBrowser(found: FoundChromium): Promise<ReportBrowser> {
  const { chromium, executablePath } = found;
  const browser: Browser = await chromium.launch({
    executablePath,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const folder = mkdtempSync(path.join(tmpdir(), 'report-'));
  let files = 0;

  return {
    open: async (report, { hash = '', ...options } = {}) => {
      const file = path.join(folder, `report-${++files}.html`);
      const text = html(report, plainOptions);
      writeFileSync(file, text);
      const url = pathToFileURL(file).href;
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      const page = await context.newPage();
      const misdeeds = watch(page, url);
      await countSeconds(page);
      await page.goto(url + hash);
      if (options.javaScriptEnabled !== false) await page.locator('.filter').waitFor();
      return { page, url, size: Buffer.byteLength(text), misdeeds, secondsToOpen: await secondsOf(page) };
    },
    close: async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const sessions = new WeakMap<Page, CDPSession>();

async function countSeconds(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  sessions.set(page, session);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
}

/** Processor time that the page has had: what else the machine does must not fail a test. */
export async function secondsOf(page: Page): Promise<number> {
  const { metrics } = (await sessions.get(page)?.send('Performance.getMetrics')) ?? { metrics: [] };
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
}

/** Collects what a page does that a report must not do, from now on. */
export function watch(page: Page, url: string): string[] {
  const misdeeds: string[] = [];
  page.on('console', (message) => misdeeds.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => misdeeds.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    misdeeds.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const target = request.url().split('#', 1)[0];
    if (target !== url && target !== 'data:,') misdeeds.push(`request: ${request.url()}`);
  });
  return misdeeds;
}
