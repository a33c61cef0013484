import type { Page } from 'playwright/test';

/** What a person enters on the first page. */
export interface Entries {
  readonly mcpUrl: string;
  /** A client that was registered by hand. */
  readonly registered?: { readonly clientId: string; readonly clientSecret?: string };
}

/** Opens the web client and asks it to connect. */
export async function connect(page: Page, clientUrl: string, entries: Entries): Promise<void> {
  await page.goto(clientUrl);
  await enter(page, entries);
}

/** Fills in the first page, which is open, and sends it. */
export async function enter(page: Page, { mcpUrl, registered }: Entries): Promise<void> {
  await page.getByLabel('MCP server URL').fill(mcpUrl);
  if (registered) {
    await page.getByLabel('No dynamic client registration').check();
    await page.getByLabel('Client ID').fill(registered.clientId);
    await page.getByLabel('Client secret').fill(registered.clientSecret ?? '');
  }
  await page.getByRole('button', { name: 'Connect' }).click();
}

/** The pages of the web client, by what is always there. */
export const at = {
  form: (page: Page) => page.getByRole('heading', { name: 'Connect to an MCP server' }),
  connected: (page: Page) => page.getByRole('heading', { name: 'Connected' }),
  /** The value of a term on the page of a connection. */
  fact: (page: Page, term: string) =>
    page
      .getByRole('region', { name: 'Connection' })
      .locator('dl > div')
      .filter({ has: page.locator('dt').getByText(term, { exact: true }) })
      .locator('dd'),
  result: (page: Page, tool: string) => page.getByRole('region', { name: `Result of ${tool}` }),
};
