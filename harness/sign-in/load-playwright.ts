import { createRequire } from 'node:module';
import path from 'node:path';
import type { BrowserType } from 'playwright';
import { UsageError } from '../define/error.ts';
import { findBrowser } from './find-browser.ts';

const packages = ['playwright', 'playwright-core', '@playwright/test'];

/** A browser that can be launched, found but not started. */
export interface LaunchableBrowser {
  readonly chromium: BrowserType;
  readonly executablePath: string;
}

function findPlaywright(folder: string): string {
  for (const base of [import.meta.url, path.join(folder, 'package.json')]) {
    const found = packages.map((name) => resolveFrom(base, name)).find((file) => file !== null);
    if (found) return found;
  }
  throw new UsageError(
    'playwright',
    'browser sign-in needs Playwright, which is not installed; run: npm install --save-dev playwright && npx playwright install chromium',
  );
}

/**
 * Loads Playwright, from beside the harness or from the user's folder, and finds a Chromium for it.
 * Takes a third of a second, so it is for runs that sign in with a browser only.
 */
export function loadPlaywright(options: { folder: string; headed: boolean }): LaunchableBrowser {
  const { folder, headed } = options;
  const { chromium } = createRequire(import.meta.url)(findPlaywright(folder)) as { chromium: BrowserType };
  const { executablePath, tried } = findBrowser({ headed, bundled: chromium.executablePath() });
  if (executablePath === null) throw noBrowser(tried);
  return { chromium, executablePath };
}

function noBrowser(tried: readonly string[]): UsageError {
  return new UsageError(
    'browser',
    `browser sign-in needs a Chromium, and there is none at ${tried.join(', ')}; run: npx playwright install chromium, or name one in MCP_CONFORMANCE_BROWSER`,
  );
}

function resolveFrom(base: string, name: string): string | null {
  try {
    return createRequire(base).resolve(name);
  } catch {
    return null;
  }
}
