import { UsageError } from '../define/error.ts';
import type { SignIn } from '../define/provider.ts';
import type { SignInDriver } from './driver.ts';
import { formDriver } from './form.ts';

/** Opens the driver that a definition names, or the one that `--login` asks for instead. */
export async function openDriver(
  signIn: SignIn = { kind: 'form' },
  login?: SignIn['kind'],
): Promise<SignInDriver> {
  const kind = login ?? signIn.kind;
  switch (kind) {
    case 'form':
      return formDriver(signIn.kind === 'form' ? signIn : {});
    case 'none':
      return { ...formDriver(), name: 'none' };
    case 'browser':
    case 'manual':
      throw new UsageError('login', `--login ${kind} is not available yet; use --login form`);
    default:
      return kind satisfies never;
  }
}
