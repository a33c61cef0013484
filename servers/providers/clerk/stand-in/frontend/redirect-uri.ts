import { withoutLoopbackPort } from '../../../oidc-provider/loopback.ts';

const localhost = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?(?=[/?#]|$)/i;

/** Whether a redirect URI may be registered: absolute, without fragment, and safe on the way [I]. */
export function mayRegister(uri: unknown): uri is string {
  if (typeof uri !== 'string' || !URL.canParse(uri) || uri.includes('#')) return false;
  const { protocol } = new URL(uri);
  if (['javascript:', 'data:', 'vbscript:', 'file:', 'blob:'].includes(protocol)) return false;
  return protocol !== 'http:' || localhost.test(uri);
}

/** Whether a request's redirect URI is a registered one; the port of a loopback IP literal is free, not of `localhost` [D]. */
export function isRegistered(uri: string, registered: readonly string[]): boolean {
  if (registered.includes(uri)) return true;
  const portless = withoutLoopbackPort(uri);
  return portless !== null && registered.some((other) => withoutLoopbackPort(other) === portless);
}
