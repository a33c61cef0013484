import { expect, type Page, test } from 'playwright/test';
import { violations } from '../../testing/axe.test-support.ts';
import { startingSetup } from '../choices.ts';
import { type Playground, startPlayground } from '../server.ts';

let playground: Playground;

test.beforeEach(async ({ page }) => {
  playground = await startPlayground({
    setup: startingSetup(undefined),
    version: '0.0.0',
    environment: {},
    folder: '.',
  });
  await page.goto(playground.url);
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
  await expect(page.locator('.opened').getByText('offence')).toBeVisible();
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

for (const colorScheme of ['light', 'dark'] as const) {
  test(`has nothing for axe to complain about, in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await connect(page);
    await page.getByRole('button', { name: /\/register/ }).click();
    expect(await violations(page)).toEqual([]);
  });
}
