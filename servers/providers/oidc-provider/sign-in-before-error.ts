import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Exchange } from './faulty.ts';
import { findUser, interactionPath, showPage } from './interaction.ts';
import type { ProviderUser } from './options.ts';
import { errorPage } from './pages/error.ts';
import { loginPage } from './pages/login.ts';
import { readBody } from './request-body.ts';
import { isAuthorizationResponse } from './rewriting.ts';

/** Keeps error redirects back until somebody has signed in. */
export interface ErrorGate {
  /** Replaces an error redirect that answers a stranger by the sign-in page. */
  readonly hold: (exchange: Exchange) => void;
  /** Takes that page's form and lets the browser go on. */
  readonly release: (exchange: Exchange) => Promise<void>;
}

/** Last part of the path of the page; too short to be the id of an interaction. */
export const errorGateName = 'error';

/**
 * oidc-provider sends anybody's browser on to the client when a request is faulty, without any page.
 *
 * That makes an open redirector of it for whoever can register a client: RFC 9700 §4.11.2 and OAuth 2.1 §7.12.2 want
 * the user authenticated first. The target travels in the form, sealed, so nothing has to be remembered.
 */
export function errorGate(issuer: string, users: readonly ProviderUser[]): ErrorGate {
  const key = randomBytes(32);
  const seal = (target: string) => createHmac('sha256', key).update(target).digest('base64url');
  const show = (exchange: Exchange, target: string, failed: boolean) => {
    const hidden = { target, seal: seal(target) };
    const action = interactionPath(issuer, errorGateName);
    const clientName = exchange.oidc?.client?.clientName ?? new URL(target).host;
    showPage(exchange, failed ? 403 : 200, loginPage({ clientName, action, failed, hidden }));
  };
  return {
    hold: (exchange) => {
      const target = exchange.response.get('Location');
      if (!isAuthorizationResponse(target) || !isFromStranger(exchange)) return;
      exchange.remove('Location');
      show(exchange, target, false);
    },
    release: async (exchange) => {
      const form = new URLSearchParams(
        exchange.method === 'POST' ? ((await readBody(exchange.req)) ?? '') : '',
      );
      const target = form.get('target') ?? '';
      if (!isEqual(form.get('seal') ?? '', seal(target))) {
        return showPage(
          exchange,
          400,
          errorPage('invalid_request', 'This page was not reached from a request.'),
        );
      }
      if (!findUser(users, form)) return show(exchange, target, true);
      exchange.redirect(target);
      exchange.status = 303;
    },
  };
}

/** Nobody is signed in, and the request did not forbid asking (OpenID Connect Core §3.1.2.1, `prompt=none`). */
function isFromStranger({ oidc, query }: Exchange): boolean {
  return !oidc.session?.accountId && query['prompt'] !== 'none';
}

function isEqual(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
