import { expect, type Page, test } from 'playwright/test';
import { violations } from '../../testing/axe.test-support.ts';
import { startingSetup } from '../choices.ts';
import { type Playground, startPlayground } from '../server.ts';

let playground: Playground;

async function open(page: Page, options: { readonly profile?: string; readonly firstFlow?: boolean } = {}) {
  await playground?.close();
  playground = await startPlayground({
    setup: startingSetup(options.profile),
    firstFlow: options.firstFlow ?? false,
    version: '0.0.0',
    environment: {},
    folder: '.',
  });
  await page.goto(playground.url);
}

test.beforeEach(async ({ page }) => {
  await open(page);
  await expect(page.getByRole('button', { name: 'Connect', exact: true })).toBeEnabled();
});

test.afterEach(() => playground.close());

async function connect(page: Page) {
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText('Connected: the client speaks MCP with a token.')).toBeVisible({
    timeout: 20_000,
  });
}

test('draws the flow of conforming parts, opens an arrow, and calls a tool', async ({ page }) => {
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await connect(page);
  await page.getByRole('button', { name: /\/register/ }).click();
  await expect(page.getByRole('article', { name: /exchange x/ })).toContainText('redirect_uris');
  await page.getByRole('button', { name: 'Call', exact: true }).click();
  await expect(page.locator('.answer')).toContainText('ada');
  await expect(page.getByText(/^0 failed/)).toBeVisible();
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByText('Disconnected.')).toBeVisible();
  expect(errors).toEqual([]);
});

test('opens with a flow that began by itself, says so, and shows the same after a reload', async ({
  page,
}) => {
  await open(page, { profile: 'careless-provider', firstFlow: true });
  const said = page.getByText('This first flow began by itself, between the embedded parts. Connected');
  await expect(said).toBeVisible();
  const verdicts = page.getByRole('region', { name: 'Verdicts' });
  await expect(verdicts.getByText('An authorization code is accepted a second time.')).toBeVisible();
  const arrows = page.getByRole('list', { name: 'Sequence diagram' }).getByRole('button');
  const drawn = await arrows.allTextContents();
  expect(drawn.length).toBeGreaterThan(10);
  await page.reload();
  await expect(said).toBeVisible();
  await expect(arrows).toHaveText(drawn);
});

test('lists what an exchange decided, and leads from there to a verdict that passed', async ({ page }) => {
  await connect(page);
  await page.getByRole('button', { name: /\/register/ }).click();
  await expect(page.getByText(/\d+ requirements were judged by this exchange/)).toBeVisible();
  await page.getByRole('button', { name: 'client.dcr.request-format' }).click();
  const verdict = page.locator('[id="verdict-client.dcr.request-format"]');
  await expect(verdict).toHaveAttribute('open');
  await expect(verdict.locator('summary')).toBeFocused();
});

test('keeps the set-up beside the flow, its faults in a list of their own, and what is on in view', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await connect(page);
  const list = page.getByRole('region', { name: 'Faults by party' });
  await list.locator('summary').getByText('Authorization server').click();
  await list.getByRole('checkbox', { name: /^as\.token\.code-reusable/ }).check();
  const setUp = page.getByRole('form', { name: 'Set-up' });
  expect((await setUp.boundingBox())?.height).toBeLessThan(900);
  await page.getByRole('region', { name: 'Bring your own client' }).scrollIntoViewIfNeeded();
  await expect(setUp).toBeInViewport();
  const flow = await page.getByRole('region', { name: 'Flow' }).boundingBox();
  const own = await page.getByRole('region', { name: 'Bring your own client' }).boundingBox();
  expect((own?.y ?? 0) - ((flow?.y ?? 0) + (flow?.height ?? 0))).toBeLessThan(40);
  await setUp.getByRole('button', { name: 'Switch off as.token.code-reusable' }).click();
  await expect(setUp.getByText('none is on')).toBeVisible();
});

test('is one column on a telephone, with the set-up folded above the flow', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await open(page, { firstFlow: true });
  await expect(page.getByText(/^This first flow began by itself/)).toBeInViewport();
  await expect(page.getByRole('combobox', { name: 'Revision' })).toBeHidden();
  await page.getByText('Set-up').click();
  await expect(page.getByRole('combobox', { name: 'Revision' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test('offers to try again what went wrong', async ({ page }) => {
  await page.getByRole('combobox', { name: 'Provider' }).selectOption('other');
  await page.getByRole('textbox', { name: 'File or issuer' }).fill('./no-such.provider.ts');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  const problem = page.getByRole('alert');
  await expect(problem).toContainText('there is no such file');
  await page.getByRole('combobox', { name: 'Provider' }).selectOption('oidc-provider');
  await expect(problem).toBeHidden();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText('Connected: the client speaks MCP with a token.')).toBeVisible();
  await expect(problem).toBeHidden();
  await page.route('**/api/check', (route) => route.abort());
  await page.getByRole('button', { name: 'Judge everything' }).click();
  await expect(problem).toContainText('The playground has ended.');
  await page.unroute('**/api/check');
  await problem.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText(/The harness runs its scenarios: \d+ of \d+\./)).toBeVisible();
  await expect(problem).toBeHidden();
});

test('turns red what a fault breaks, and leads to the exchange that proves it', async ({ page }) => {
  await page.getByRole('searchbox').fill('as.token.code-reusable');
  await page.getByRole('checkbox', { name: /as\.token\.code-reusable/ }).check();
  await connect(page);
  const verdicts = page.getByRole('region', { name: 'Verdicts' });
  await expect(verdicts.getByText('as.token.code-single-use', { exact: true })).toBeVisible({
    timeout: 20_000,
  });
  await verdicts.getByText('An authorization code is accepted a second time.').click();
  await verdicts
    .getByRole('button', { name: /Show x\d+ in its flow/ })
    .first()
    .click();
  await expect(page.getByRole('combobox', { name: 'Flow shown' })).toContainText('code-single-use');
  await expect(page.locator('.opened dt').getByText('offence')).toBeVisible();
});

test('steps through a flow one request at a time', async ({ page }) => {
  await page.getByRole('button', { name: 'Step through' }).click();
  const held = page.getByRole('region', { name: 'Held request' });
  await expect(held).toContainText('client → resource server, POST');
  await held.getByRole('button', { name: 'Send it', exact: true }).click();
  await expect(held).toContainText('GET');
  await held.getByRole('button', { name: 'Send it and run on' }).click();
  await expect(page.getByText('Connected: the client speaks MCP with a token.')).toBeVisible({
    timeout: 20_000,
  });
});

test('has nothing for axe to complain about, in light and in dark', async ({ page }) => {
  expect(await violations(page), 'before anything was pressed').toEqual([]);
  await page.getByRole('searchbox').fill('as.pkce');
  await page.getByRole('checkbox', { name: /^as\.pkce\.not-required/ }).check();
  await connect(page);
  await page.getByRole('button', { name: /\/register/ }).click();
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await violations(page), `with a fault, a flow and an exchange, at ${width}`).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
});
