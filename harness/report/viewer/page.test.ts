import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPlaywright } from '../../sign-in/load-playwright.ts';
import { hasBrowser } from '../../sign-in/trip.test-support.ts';
import { sampleReport } from '../sample-report.ts';
import { openReportBrowser, type ReportBrowser, secondsOf } from './open-page.test-support.ts';
import { hostileReport, largeReport } from './reports.test-support.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const failing = 'as.token.code-single-use';

/** The ids of the verdicts that can be seen. */
const shownIn = (page: Page) =>
  page.$$eval('.verdict', (all) => all.filter((one) => one.checkVisibility()).map(({ id }) => id));

/** Opens every verdict and every exchange, so that all that can be drawn is drawn. */
async function openAll(page: Page): Promise<void> {
  await page.$$eval('details', (all) => {
    for (const one of all) one.open = true;
  });
  await page.waitForTimeout(200);
  const flows = await page.locator('.flow').count();
  for (let index = 0; index < flows; index += 1) {
    await page.locator('.flow').nth(index).locator('.arrow').last().click({ timeout: 5000 });
  }
  await page.$$eval('details', (all) => {
    for (const one of all) one.open = true;
  });
}

describe.skipIf(!hasBrowser())('the HTML report (with Chromium)', { timeout: 120_000 }, () => {
  let browser: ReportBrowser;
  beforeAll(async () => {
    browser = await openReportBrowser(loadPlaywright({ folder: process.cwd(), headed: false }));
  });
  afterAll(() => browser?.close());

  it('can be read without a script: the sentence, every verdict, and the failures with their flows', async () => {
    const { page, misdeeds } = await browser.open(sampleReport, { javaScriptEnabled: false });
    const text = (await page.locator('body').textContent()) ?? '';
    expect(text).toContain('3 failures, 2 causes: acme (authorization server) breaks 2 requirements.');
    for (const { requirement } of sampleReport.results) expect(text).toContain(requirement);
    const failure = page.locator(`[id="${failing}"]`);
    expect(await failure.locator('dt').allInnerTexts()).toEqual(
      ['control', '▸ offence', 'expected', 'actual', 'why', 'spec', 'fix', 'rerun'].map((name) =>
        expect.stringContaining(name.replace('▸ ', '')),
      ),
    );
    expect(await failure.locator('.arrow').count()).toBe(2);
    expect(misdeeds).toEqual([]);
  });

  it('comes to life over what is there, and asks nobody for anything', async () => {
    const { page, misdeeds, size } = await browser.open(sampleReport);
    expect(await shownIn(page)).toHaveLength(17);
    await openAll(page);
    expect(misdeeds).toEqual([]);
    expect(size).toBeLessThan(200_000);
  });

  it('says why nothing was judged where the set-up does not work', async () => {
    const detail = 'The sign-in did not bring a code: <b>nothing</b> listens there.';
    const preflight = [{ step: 'sign-in', ok: false, detail, durationMs: 12 }];
    const summary = { ...sampleReport.summary, fail: 0, apply: 0, judged: 0 };
    const { page, misdeeds } = await browser.open({
      ...sampleReport,
      results: [],
      scenarios: [],
      summary,
      preflight,
    });
    const steps = page.getByRole('list', { name: 'Steps of the preflight that failed' });
    expect(await steps.textContent()).toContain(`sign-in: ${detail}`);
    expect(await steps.isVisible()).toBe(true);
    expect(await page.getByText('No verdict is like that.').count()).toBe(0);
    expect(misdeeds).toEqual([]);
  });

  it('filters by what is typed and chosen, and keeps the filter in its address', async () => {
    const { page } = await browser.open(sampleReport);
    await page.getByRole('searchbox').fill('level:should');
    expect(await shownIn(page)).toEqual(['as.pkce.rejects-missing-challenge']);
    expect(new URL(page.url()).hash).toBe('#level:should');
    await page.getByRole('searchbox').fill('code');
    await page.getByLabel('verdict', { exact: true }).selectOption('fail');
    expect(await page.getByRole('searchbox').inputValue()).toBe('verdict:fail code');
    expect(await shownIn(page)).toEqual(['as.metadata.issuer-matches', failing]);
    await page.getByLabel('role', { exact: true }).selectOption('resource-server');
    expect(await shownIn(page)).toEqual([]);
    expect(await page.getByText('No verdict is like that.').isVisible()).toBe(true);
    await page.reload();
    await page.locator('.filter').waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('role:resource-server verdict:fail code');
    await page.getByRole('searchbox').fill('');
    expect(await shownIn(page)).toHaveLength(17);
  });

  it('offers what there are several of, and keeps revision and mode in its address', async () => {
    const { page } = await browser.open(sampleReport);
    const [older = ''] = sampleReport.revisions;
    await page.getByLabel('revision', { exact: true }).selectOption(older);
    const ofRevision = await shownIn(page);
    await page.getByLabel('mode', { exact: true }).selectOption('static');
    const ofBoth = await shownIn(page);
    expect(new URL(page.url()).hash).toBe(`#mode:static+revision:${older}`);
    expect(ofRevision.length).toBeLessThan(17);
    expect(ofBoth.length).toBeLessThan(ofRevision.length);
    await page.reload();
    await expect.poll(() => shownIn(page)).toEqual(ofBoth);
    expect(await page.getByLabel('mode', { exact: true }).inputValue()).toBe('static');
    const one = { ...sampleReport, revisions: [older], modes: sampleReport.modes.slice(0, 1) };
    const { page: plain } = await browser.open(one);
    expect(
      await plain.locator('.filter select').evaluateAll((all) => all.map(({ ariaLabel }) => ariaLabel)),
    ).toEqual(['level', 'role', 'verdict']);
  });

  it('copies a verdict as Markdown, as a prompt and as a command, each without a secret', async () => {
    const { page } = await browser.open(sampleReport, { permissions: ['clipboard-read', 'clipboard-write'] });
    const tools = page.locator(`[id="${failing}"] .verdict-body > .tools`);
    const copied = async (name: RegExp) => {
      await tools.getByRole('button', { name }).click();
      await tools.getByText('copied', { exact: true }).first().waitFor();
      return page.evaluate(() => navigator.clipboard.readText());
    };
    expect(await copied(/Markdown/)).toContain(`### MUST \`${failing}\``);
    expect(await copied(/Prompt/)).toMatch(/^A conformance run for MCP authorization judged acme/);
    expect(await copied(/cURL/)).toMatch(/^curl .*\n.*\$CODE_2/s);
    expect(await tools.getByRole('link', { name: 'link' }).getAttribute('href')).toBe(`#${failing}`);
  });

  it('says of an exchange which requirements it decided, and leads to them', async () => {
    const { page } = await browser.open(sampleReport, { hash: `#${failing}` });
    const arrow = page.locator(`[id="${failing}"] .arrow.is-offence`);
    await arrow.click();
    const judged = page.locator(`[id="${failing}"] .judged-by`);
    expect(await judged.locator('summary').textContent()).toBe('1 requirement was judged by this exchange');
    expect(await judged.locator('li').textContent()).toMatch(/offence/);
    await page.getByRole('searchbox').fill('verdict:fail');
    await judged.getByRole('link', { name: failing }).click();
    expect(await page.locator('.arrived .verdict').getAttribute('id')).toBe(failing);
  });

  it('draws an arrow that shows a fault dashed, and names the fault', async () => {
    const reproduce = ['--fault', 'as.token.code-reusable', '--requirement', failing];
    const { page } = await browser.open({
      ...sampleReport,
      results: sampleReport.results.map((result) =>
        result.requirement === failing ? { ...result, reproduce } : result,
      ),
    });
    const offence = page.locator(`[id="${failing}"] .arrow.is-offence`);
    expect(await offence.locator('.arrow-note').textContent()).toContain('fault: as.token.code-reusable');
    const line = (arrow: Locator) =>
      arrow.locator('.arrow-line').evaluate((one) => getComputedStyle(one, '::before').borderTopStyle);
    expect(await line(offence)).toBe('dashed');
    expect(await line(page.locator(`[id="${failing}"] .arrow.is-control`))).toBe('solid');
  });

  it('lights every use of a value up, in its own flow', async () => {
    const { page } = await browser.open(sampleReport, { hash: `#${failing}` });
    const follow = page.locator(`[id="${failing}"] .legend button`).first();
    await page.locator(`[id="${failing}"] .arrow .value`).first().hover();
    expect(await page.locator('[data-lit]').count()).toBe(3);
    await follow.focus();
    const lit = await page.$$eval('[data-lit]', (all) => all.map(({ textContent }) => textContent));
    expect(lit.slice(1)).toEqual(['‹code #2›', '‹code #2›']);
    await follow.press('Enter');
    await page.getByRole('searchbox').focus();
    expect(await page.locator('[data-lit]').count()).toBe(3);
    expect(await follow.getAttribute('aria-pressed')).toBe('true');
    await follow.press('Enter');
    expect(await page.locator('[data-lit]').count()).toBe(0);
  });

  it.each(['light', 'dark'] as const)(
    'has nothing that axe finds fault with, in the %s',
    async (colorScheme) => {
      for (const width of [1280, 390]) {
        const { page } = await browser.open(sampleReport, {
          colorScheme,
          viewport: { width, height: 900 },
          reducedMotion: 'reduce',
        });
        await openAll(page);
        await page.evaluate(axe);
        const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      }
    },
  );

  const poisons: readonly (readonly [string, (text: string, member: string) => string])[] = [
    ['markup', (text) => `${text}"'><img src=x onerror=owned=1><svg onload=owned=1>`],
    ['what ends elements', (text) => `${text}</script></style></title>--><script>owned=1</script><!--`],
    [
      'links that run',
      (text, member) => (/url|issuer|issue/i.test(member) ? `javascript:owned=1//${text}` : text),
    ],
    ['a policy', (text) => `"><meta http-equiv="Content-Security-Policy" content="script-src *">${text}`],
    ['turned and hidden text', (text) => `\u202E${text}\u0000\u001b]8;;https://evil.example\u0007\ud800`],
    ['names of members', (text, member) => (member === 'requirement' ? '__proto__' : `${text}constructor`)],
    ['words without end', (text) => `${text}${'W'.repeat(3000)}`],
  ];

  it.each(poisons)('stays text whatever is in it: %s', async (_, poison) => {
    for (const width of [1280, 390]) {
      const { page, misdeeds } = await browser.open(hostileReport(poison), {
        viewport: { width, height: 900 },
      });
      await openAll(page);
      expect(misdeeds).toEqual([]);
      const state = await page.evaluate(() => ({
        owned: 'owned' in window,
        foreign: document.querySelectorAll('#page :is(script, img, meta, style, iframe, [style], [onerror])')
          .length,
        links: [...document.querySelectorAll('a')].map(({ protocol }) => protocol),
        overflow: document.documentElement.scrollWidth - innerWidth,
        turned:
          document.querySelector('#page')?.textContent?.match(/.{0,40}[\u202e\u0000\u001b].{0,40}/)?.[0] ??
          null,
      }));
      expect(state).toMatchObject({ owned: false, foreign: 0, turned: null });
      expect(state.links.every((protocol) => ['file:', 'http:', 'https:'].includes(protocol))).toBe(true);
      expect(state.overflow).toBeLessThanOrEqual(0);
    }
  });

  it('shows values of a megabyte in part, until somebody asks for all', async () => {
    const long = `‹code #1›${'x'.repeat(1_000_000)}`;
    const { page, misdeeds } = await browser.open({
      ...sampleReport,
      results: sampleReport.results.map((result) =>
        result.requirement === failing ? { ...result, title: long, actual: long, excerpt: long } : result,
      ),
      exchanges: sampleReport.exchanges.map((exchange) =>
        exchange.id === 'x4'
          ? {
              ...exchange,
              request: { ...exchange.request, url: `https://a.example/?${'a&'.repeat(500_000)}` },
              response: {
                status: 200,
                headers: [['x-long', long]],
                body: { text: long, bytes: long.length, truncated: false },
              },
            }
          : exchange,
      ),
    });
    const verdict = page.locator(`[id="${failing}"]`);
    await verdict.locator('.arrow').last().click();
    const button = verdict
      .locator('.exchange .body')
      .getByRole('button', { name: 'show all 1,000,009 characters' });
    await button.click();
    await button.waitFor({ state: 'detached' });
    expect((await verdict.locator('.exchange pre').last().textContent())?.length).toBe(long.length);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    expect(misdeeds).toEqual([]);
  });

  it('opens 300 scenarios with 5,000 exchanges in less than two seconds, and filters them at once', async () => {
    const { page, misdeeds, secondsToOpen } = await browser.open(largeReport(300, 5000));
    expect(secondsToOpen).toBeLessThan(2);
    const before = await secondsOf(page);
    await page.getByRole('searchbox').fill('verdict:pass');
    expect(await page.locator('.entry:visible').count()).toBeGreaterThan(50);
    expect((await secondsOf(page)) - before).toBeLessThan(1);
    expect(misdeeds).toEqual([]);
  });
});
