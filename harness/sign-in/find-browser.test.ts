import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findBrowser } from './find-browser.ts';
import { loadPlaywright } from './load-playwright.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'find-browser-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, mode = 0o755): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, '');
  chmodSync(file, mode);
  return file;
}

const platform = 'freebsd';

describe('finding a browser', () => {
  const shell = program('shells/chromium-headless-shell');
  const chrome = program('chrome/google-chrome');
  const bundled = program('bundled/chrome');
  const PATH = [path.dirname(chrome), path.dirname(shell)].join(':');

  it('takes the one that the environment names, and no other in its place', () => {
    const named = { PATH, MCP_CONFORMANCE_BROWSER: chrome };
    expect(findBrowser({ environment: named, platform }).executablePath).toBe(chrome);
    const wrong = { PATH, MCP_CONFORMANCE_BROWSER: path.join(folder, 'nothing') };
    expect(findBrowser({ environment: wrong, platform, bundled })).toEqual({
      executablePath: null,
      tried: [`MCP_CONFORMANCE_BROWSER=${path.join(folder, 'nothing')}`],
    });
  });

  it('prefers the headless shell on the PATH, but not where a window is wanted', () => {
    expect(findBrowser({ environment: { PATH }, platform }).executablePath).toBe(shell);
    expect(findBrowser({ environment: { PATH }, platform, headed: true }).executablePath).toBe(chrome);
  });

  it("falls back on Playwright's own", () => {
    const { executablePath, tried } = findBrowser({ environment: { PATH: '' }, platform: 'win32', bundled });
    expect(executablePath).toBe(bundled);
    expect(tried.at(-1)).toBe(bundled);
  });

  it('says where it looked in vain, and takes no file that is no program', () => {
    const text = program('texts/chromium', 0o644);
    const { executablePath, tried } = findBrowser({
      environment: { PATH: path.dirname(text) },
      platform: 'darwin',
    });
    expect(executablePath).toBeNull();
    expect(tried[0]).toBe('MCP_CONFORMANCE_BROWSER (not set)');
    expect(tried).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
  });

  it('tells how to get a browser where there is none', () => {
    const before = process.env['MCP_CONFORMANCE_BROWSER'];
    process.env['MCP_CONFORMANCE_BROWSER'] = path.join(folder, 'nothing');
    try {
      expect(() => loadPlaywright({ folder, headed: false })).toThrow(/run: npx playwright install chromium/);
    } finally {
      if (before === undefined) delete process.env['MCP_CONFORMANCE_BROWSER'];
      else process.env['MCP_CONFORMANCE_BROWSER'] = before;
    }
  });
});
