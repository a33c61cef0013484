import { html } from './html.ts';
import { page } from './page.ts';

/** Tells the user why a request went no further; used where redirecting would be unsafe (RFC 6749 §4.1.2.1). */
export function errorPage(error: string, description: string | undefined): string {
  return page(
    'Request refused',
    html`<p role="alert">${description ?? 'The application sent a request that cannot be answered.'}</p>
<p>Error: <code>${error}</code></p>
<p>You can close this page and start again from the application.</p>`,
  );
}
