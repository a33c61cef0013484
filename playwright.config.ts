import { defineConfig } from 'playwright/test';
import { findBrowser } from './harness/sign-in/find-browser.ts';

const { executablePath } = findBrowser();
const isRoot = process.getuid?.() === 0;

/** Browser tests that run as a vendor's would: with Playwright's own runner, over the built package. */
export default defineConfig({
  testDir: '.',
  testMatch: ['harness/**/*.pw.ts', 'clients/**/*.pw.ts'],
  outputDir: 'test-results',
  timeout: 120_000,
  expect: { timeout: 30_000 },
  workers: 2,
  use: {
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath === null ? {} : { executablePath }),
      // Chromium's sandbox does not work as root.
      args: isRoot ? ['--no-sandbox'] : [],
    },
  },
});
