import type { SignIn } from '../define/provider.ts';
import { customDriver } from './custom.ts';
import type { SignInDriver, Waiting } from './driver.ts';
import { formDriver } from './form.ts';

export interface DriverOptions {
  /** What `--login` asks for instead of the definition's driver. */
  readonly login?: SignIn['kind'] | undefined;
  /** Shows the window of the browser driver. */
  readonly headed?: boolean | undefined;
  /** Where Playwright may be installed, beside the harness itself. */
  readonly folder?: string | undefined;
  /** Where pictures of pages go on which the browser driver got stuck. */
  readonly pictures?: string | undefined;
  readonly onWaiting?: ((waiting: Waiting) => void) | undefined;
}

/** Opens the driver that a definition names, or the one that was asked for instead. */
export async function openDriver(
  signIn: SignIn = { kind: 'form' },
  options: DriverOptions = {},
): Promise<SignInDriver> {
  const kind = options.login ?? signIn.kind;
  switch (kind) {
    case 'form':
      return formDriver(signIn.kind === 'form' ? signIn : {});
    case 'none':
      return { ...formDriver(), name: 'none' };
    case 'browser':
      return openBrowserDriver(signIn, options);
    case 'manual': {
      const { manualDriver } = await import('./manual.ts');
      return manualDriver({ onWaiting: options.onWaiting });
    }
    case 'custom':
      if (signIn.kind !== 'custom') throw new Error('only a definition can bring a sign-in of its own');
      return customDriver(signIn.drive);
    default:
      return kind satisfies never;
  }
}

async function openBrowserDriver(signIn: SignIn, options: DriverOptions): Promise<SignInDriver> {
  const [{ browserDriver }, { loadPlaywright }] = await Promise.all([
    import('./browser.ts'),
    import('./load-playwright.ts'),
  ]);
  const { folder = process.cwd(), headed = false, pictures, onWaiting } = options;
  const hints = signIn.kind === 'browser' || signIn.kind === 'custom' ? signIn : null;
  return browserDriver(loadPlaywright({ folder, headed }), {
    script: hints?.script,
    consentButton: consentButtonOf(signIn),
    headed,
    pictures,
    onWaiting,
  });
}

function consentButtonOf(signIn: SignIn): string | undefined {
  if (signIn.kind === 'browser') return signIn.consentButton;
  return signIn.kind === 'form' ? signIn.approve : undefined;
}
