import type { Page as BrowserPage, JSHandle } from 'playwright';
import type { User } from '../define/provider.ts';
import type { Filling } from './page-decision.ts';
import { type LiveSnapshot, type PageButton, type Snapshot, takeSnapshot } from './page-snapshot.ts';
import { TooLate, within } from './within.ts';

const lookMs = 4_000;
const actMs = 5_000;

/** A page that was looked at, and can be acted on as it was seen. */
export interface LivePage {
  readonly snapshot: Snapshot;
  /** Fills the fields and presses the button, or Enter where there is none. */
  readonly logIn: (fill: readonly Filling[], press: PageButton | null, user: User<string>) => Promise<void>;
  readonly press: (button: PageButton) => Promise<void>;
  readonly forget: () => Promise<void>;
}

/** Looks at a page; `null` while it is between two documents. Rejects with `TooLate` when it is busy. */
export async function lookAt(page: BrowserPage): Promise<LivePage | null> {
  try {
    const handle = await within(page.evaluateHandle(takeSnapshot), lookMs);
    const snapshot = await within(
      handle.evaluate((live) => live.snapshot),
      lookMs,
    );
    return livePage(handle, snapshot);
  } catch (error) {
    if (error instanceof TooLate) throw error;
    return null;
  }
}

function livePage(handle: JSHandle<LiveSnapshot>, snapshot: Snapshot): LivePage {
  const element = async (index: number) => {
    const found = await handle.evaluateHandle((live, at) => live.elements[at], index);
    const asElement = found.asElement();
    if (!asElement) throw new Error('the page has changed meanwhile');
    return asElement;
  };
  const press = async ({ index }: PageButton) => {
    await (await element(index)).click({ timeout: actMs, noWaitAfter: true });
  };
  return {
    snapshot,
    press,
    logIn: async (fill, button, user) => {
      for (const { field, what } of fill) {
        await (await element(field.index)).fill(user[what], { timeout: actMs });
      }
      const last = fill.at(-1);
      if (button) await press(button);
      else if (last)
        await (await element(last.field.index)).press('Enter', { timeout: actMs, noWaitAfter: true });
    },
    forget: async () => {
      await within(handle.dispose(), 1_000).catch(() => undefined);
    },
  };
}
