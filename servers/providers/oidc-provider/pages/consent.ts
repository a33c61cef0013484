import { html } from './html.ts';
import { page } from './page.ts';

/** What the user is told before deciding. */
export interface ConsentFacts {
  readonly clientName: string;
  /** Host of the URL that identifies the client, for clients with a metadata document. */
  readonly clientHost: string | null;
  /** Host that the browser will be sent to, or the scheme where there is no host. */
  readonly redirectHost: string | null;
  /** Whether the client can only be reached on the user's own machine, where any program may listen. */
  readonly localOnly: boolean;
  readonly scopes: readonly string[];
}

/** Asks the user to let a client act for them. MCP 2025-11-25 localhost redirect risks. */
export function consentPage(facts: ConsentFacts, action: string): string {
  const { clientName, clientHost, redirectHost, localOnly, scopes } = facts;
  return page(
    'Authorize access',
    html`<p><strong>${clientName}</strong> asks for access in your name.</p>
<dl>
${clientHost !== null && html`<dt>Identified by</dt><dd>${clientHost}</dd>`}
${redirectHost !== null && html`<dt>You will be sent to</dt><dd>${redirectHost}</dd>`}
<dt>Scopes</dt><dd>${scopes.length > 0 ? scopes.join(' ') : 'none'}</dd>
</dl>
${localOnly && html`<p class="warning">This application runs on your own computer. Any program there can pretend to be it: go on only if you have just started it yourself.</p>`}
<form method="post" action="${action}">
<button type="submit" name="decision" value="approve">Approve</button>
<button type="submit" name="decision" value="deny">Deny</button>
</form>`,
  );
}
