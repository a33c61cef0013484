import { html } from './html.ts';
import { page } from './page.ts';

/** Asks for user name and password; after a failed attempt it says so. */
export function loginPage(facts: {
  clientName: string;
  action: string;
  failed: boolean;
  hidden?: Readonly<Record<string, string>>;
}): string {
  const { clientName, action, failed, hidden = {} } = facts;
  return page(
    'Sign in',
    html`<p>Sign in to continue to <strong>${clientName}</strong>.</p>
${failed && html`<p role="alert">User name or password is wrong.</p>`}
<form method="post" action="${action}">
${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<label>User name <input type="text" name="username" autocomplete="username" required autofocus></label>
<label>Password <input type="password" name="password" autocomplete="current-password" required></label>
<button type="submit">Sign in</button>
</form>`,
  );
}
