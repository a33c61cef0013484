import type { BrowserScript } from '../../../../harness/define/provider.ts';

/** The little of Playwright's page that is used; Playwright itself stays optional. */
interface PlaywrightPage {
  readonly locator: (selector: string) => Locator;
  readonly getByRole: (role: string, options: { readonly name: string; readonly exact: boolean }) => Locator;
}

interface Locator {
  readonly first: () => Locator;
  readonly fill: (text: string) => Promise<void>;
  readonly pressSequentially: (text: string) => Promise<void>;
  readonly click: (options?: { readonly timeout: number }) => Promise<void>;
  readonly isVisible: () => Promise<boolean>;
}

/** The code that Clerk takes for test addresses in development instances [D]. */
const testCode = '424242';

/**
 * Signs in on Clerk's own pages, as Clerk's own tests find their fields [D]; with a code where there is no password.
 *
 * The driver presses the consent button by itself. Not verified against the live service.
 */
export const signInOnPages: BrowserScript = async (page, { username, password }) => {
  const shown = page as PlaywrightPage;
  const goOn = shown.getByRole('button', { name: 'Continue', exact: true }).first();
  await shown.locator('input[name=identifier]').first().fill(username);
  const secret = shown.locator('input[name=password]').first();
  if (password !== '' && (await secret.isVisible())) await secret.fill(password);
  await goOn.click();
  if (password !== '') return;
  await shown
    .locator('input[autocomplete="one-time-code"], input[name^="code"]')
    .first()
    .pressSequentially(testCode);
  // Clerk's own page goes on by itself after the sixth digit: then there is nothing left to press.
  await goOn.click({ timeout: 2_000 }).catch(() => undefined);
};
