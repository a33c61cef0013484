import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { test as base, expect, type Locator, type Page } from 'playwright/test';
import { startEmbeddedProvider } from '../../../servers/providers/oidc-provider/index.ts';
import { jwtTokenVerifier, startResourceServer } from '../../../servers/resource/reference/index.ts';
import { revisions } from '../../catalogue/vocabulary.ts';
import { cli, openFolder } from '../../cli/built-cli.test-support.ts';
import { findFaults } from '../../testbed/fault-registry.ts';
import { standInUsers } from '../../testbed/start-provider.ts';
import { violations } from '../../testing/axe.test-support.ts';
import { rewriteAnswer, rewriteJson } from '../../trace/rewrite-answer.test-support.ts';
import type { RequestListener } from '../../trace/server-tap.ts';
import { type Report, type ReportResult, reportSchema } from '../schema.ts';
import { watch } from './open-page.test-support.ts';

/** What a hostile server writes wherever it may: markup, the ends of elements, addresses that run. */
const markup = `"'><img src=x onerror="owned=1"></script></style><script>owned=1</script>`;
const address = `javascript:owned=1//${markup}`;

/** A provider that works, breaks two rules, and puts hostile text into documents, headers and pages. */
const poison = (listener: RequestListener): RequestListener => {
  return (request, response) => {
    response.setHeader('X-Powered-By', markup);
    if (request.url?.startsWith('/interaction'))
      rewriteAnswer(response, (page) =>
        page.replace('</title>', `${markup.replaceAll('<', '&lt;')}</title>`),
      );
    else
      rewriteJson(response, (document) => {
        if ('issuer' in document) {
          document['service_documentation'] = address;
          document[markup] = [markup];
        }
        if ('error' in document) document['error_description'] = markup;
        if ('client_id' in document) document['client_uri'] = address;
      });
    listener(request, response);
  };
};

interface Judged {
  readonly url: string;
  readonly report: Report;
}

/** A report as a user gets it: the command line judges that provider in every mode and revision. */
const test = base.extend<object, { readonly judged: Judged }>({
  judged: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
    async ({}, use) => {
      const folder = openFolder();
      const provider = await startEmbeddedProvider({
        users: standInUsers,
        resources: () => [],
        clients: [{ clientId: 'by-hand', redirectUris: ['http://127.0.0.1:33418/callback'] }],
        faults: await findFaults(['as.token.code-reusable', 'as.token.cacheable']),
        tap: poison,
      });
      const definition = [
        'name: hostile',
        `issuer: ${provider.issuer}`,
        'registration: { dynamic: true, static: { clientId: by-hand } }',
        `users: ${JSON.stringify(standInUsers)}`,
        'tokens: { jwt: {} }',
      ];
      writeFileSync(path.join(folder.path, 'hostile.yaml'), definition.join('\n'));
      const { issuer } = provider;
      const verifyToken = jwtTokenVerifier({ issuer, fetch });
      const server = await startResourceServer({ revisions: [...revisions], issuer, verifyToken });
      const wanted = [
        'as.metadata',
        'as.token.code-single-use',
        'as.token.response-format',
        'as.dcr',
        'as.cimd',
        'rs.prm',
      ];
      const args = [
        'run',
        '--provider',
        'hostile.yaml',
        '--server',
        server.url,
        '--spec',
        'all',
        '--mode',
        'all',
        '--reporter',
        'html,json',
      ];
      await cli([...args, '--out', 'report', ...wanted.flatMap((id) => ['--requirement', id])], {
        folder: folder.path,
      });
      await server.close();
      await provider.close();
      const file = (name: string) => path.join(folder.path, 'report', name);
      await use({
        url: pathToFileURL(file('report.html')).href,
        report: reportSchema.parse(JSON.parse(readFileSync(file('report.json'), 'utf8'))),
      });
      folder.remove();
    },
    { scope: 'worker' },
  ],
});

/** Opens the report; the script has taken over when the filter is there. */
async function open(page: Page, { url }: Judged, hash = '') {
  const misdeeds = watch(page, url);
  await page.goto(url + hash);
  await page.locator('.filter').waitFor();
  return misdeeds;
}

/** The requirements whose verdicts can be seen. */
const shownIn = async (page: Page) => {
  const ids = await page.$$eval('.verdict', (all) =>
    all.filter((one) => one.checkVisibility()).map(({ id }) => id),
  );
  return [...new Set(ids.map((id) => id.replace(/~\d+$/, '')))].toSorted();
};

const requirementsOf = ({ results }: Report, holds: (result: ReportResult) => boolean) =>
  [...new Set(results.filter(holds).map(({ requirement }) => requirement))].toSorted();

const broken = 'as.token.code-single-use';

/** Opens every verdict, and every arrow of every flow one after the other. */
async function openAll(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const settled = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const unfold = () => {
      for (const one of document.querySelectorAll('details')) one.open = true;
    };
    unfold();
    await settled();
    const flows = [...document.querySelectorAll('.flow')];
    const longest = Math.max(...flows.map((flow) => flow.querySelectorAll('.arrow').length));
    for (let index = 0; index < longest; index += 1) {
      for (const flow of flows) flow.querySelectorAll<HTMLElement>('.arrow')[index]?.click();
      await settled();
      unfold();
    }
  });
}

test('runs nothing that a hostile server wrote, and shows it as text', async ({ page, judged }) => {
  const misdeeds = await open(page, judged);
  await openAll(page);
  const state = await page.evaluate((hostile) => {
    return {
      owned: 'owned' in window,
      foreign: document.querySelectorAll('#page :is(script, img, meta, style, iframe, [style], [onerror])')
        .length,
      protocols: [...new Set([...document.querySelectorAll('a')].map(({ protocol }) => protocol))].toSorted(),
      // The control: what was written did come this far.
      isShown: document.body.textContent.includes(hostile),
    };
  }, markup);
  expect(state).toMatchObject({ owned: false, foreign: 0, isShown: true });
  expect(state.protocols.filter((protocol) => !/^(file|https?):$/.test(protocol))).toEqual([]);
  expect(misdeeds).toEqual([]);
  // And the run found out what is wrong with the provider all the same.
  expect(requirementsOf(judged.report, ({ verdict }) => verdict === 'fail')).toContain(broken);
});

const facets: readonly (readonly [string, (result: ReportResult) => readonly (string | null)[]])[] = [
  ['role', ({ role }) => [role]],
  ['level', ({ level }) => [level.toLowerCase()]],
  ['verdict', ({ verdict }) => [verdict]],
  ['revision', ({ revision }) => [revision]],
  ['mode', ({ mode }) => [mode]],
];

for (const [facet, valuesOf] of facets) {
  test(`filters by ${facet}, and keeps that in its address`, async ({ page, judged }) => {
    await open(page, judged);
    // What does not apply in one revision is listed with all the others.
    const rest = facet === 'verdict' ? '' : '-verdict:skip';
    await page.getByRole('searchbox').fill(rest);
    const isThere = ({ verdict }: ReportResult) => rest === '' || verdict !== 'skip';
    const all = requirementsOf(judged.report, isThere);
    expect(await shownIn(page)).toEqual(all);
    const list = page.getByLabel(facet, { exact: true });
    const offered = await list
      .locator('option')
      .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value).filter(Boolean));
    const known = new Set(judged.report.results.flatMap(valuesOf).filter((value) => value !== null));
    expect(offered).toEqual(expect.arrayContaining([...known]));
    expect(known.size).toBeGreaterThan(1);
    let narrowed = 0;
    for (const value of known) {
      await list.selectOption(value);
      // A verdict without a mode holds in every mode.
      const holds = (own: string | null) => own === value || own === null;
      const expected = requirementsOf(
        judged.report,
        (result) => isThere(result) && valuesOf(result).some(holds),
      );
      expect(await shownIn(page), value).toEqual(expected);
      if (expected.length < all.length) narrowed += 1;
    }
    expect(narrowed).toBeGreaterThan(0);
    const last = await shownIn(page);
    await page.reload();
    await page.locator('.filter').waitFor();
    expect(await shownIn(page)).toEqual(last);
    await list.selectOption('');
    expect(await shownIn(page)).toEqual(all);
  });
}

test('filters by text together with all else', async ({ page, judged }) => {
  await open(page, judged);
  await page.getByRole('searchbox').fill('role:as verdict:fail accepted a second time');
  expect(await shownIn(page)).toEqual([broken]);
  await page.getByRole('searchbox').fill('role:client accepted a second time');
  await expect(page.getByText('No verdict is like that.')).toBeVisible();
  await page.getByRole('searchbox').fill(markup);
  await expect(page.getByText('No verdict is like that.')).toBeVisible();
});

test('begins what a search finds at the top, wherever the reader was', async ({ page, judged }) => {
  await open(page, judged);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  const top = () =>
    page.locator('#verdicts').evaluate((list) => Math.trunc(list.getBoundingClientRect().top) || 0);
  expect(await top()).toBeLessThan(-1000);
  await page.getByRole('searchbox').fill('verdict:pass');
  expect(await top()).toBe(0);
});

/** Tabs on until an element has the focus; a reader by keyboard gives up after a while. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let tabs = 0; tabs < 25 && !(await target.evaluate((one) => one.matches(':focus'))); tabs += 1)
    await page.keyboard.press('Tab');
  await expect(target).toBeFocused();
}

test('leads by keyboard to an exchange, whose link opens it again', async ({ page, judged }) => {
  await open(page, judged);
  const verdict = page.locator(`[id="${broken}"]`);
  await page.keyboard.press('Tab');
  await expect(page.locator(':focus')).toHaveText('Skip to the verdicts');
  await page.keyboard.press('Enter');
  await page.keyboard.press('/');
  await page.keyboard.type('code-single-use verdict:fail');
  await tabTo(page, verdict.locator('summary').first());
  if ((await verdict.getAttribute('open')) === null) await page.keyboard.press('Enter');
  const arrow = verdict.locator('.arrow').first();
  await tabTo(page, arrow);
  await page.keyboard.press('Enter');
  await expect(arrow).toHaveAttribute('aria-expanded', 'true');
  const exchange = (await arrow.getAttribute('data-exchange')) ?? '';
  await expect(verdict.getByRole('article', { name: `exchange ${exchange}` })).toBeVisible();

  // Whatever was filtered before, the link leads there.
  await page.getByRole('searchbox').fill('verdict:pass');
  await expect(verdict).toBeHidden();
  await page.goto(`${judged.url}#${broken}/${exchange}`);
  for (const again of [false, true]) {
    if (again) await page.reload();
    await expect(verdict).toHaveAttribute('open');
    await expect(verdict.getByRole('article', { name: `exchange ${exchange}` })).toBeVisible();
    await expect(verdict).toBeInViewport();
    await expect(page.locator('.arrived')).toHaveCount(1);
  }
});

test('has nothing that axe finds fault with', async ({ page, judged }) => {
  await open(page, judged, '#verdict:fail');
  await page.locator(`[id="${broken}"] .arrow`).last().click();
  expect(await violations(page)).toEqual([]);
});
