import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Express, Response } from 'express';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { packageRoot } from '../../../harness/catalogue/package-root.ts';
import type { Problem } from '../explain.ts';
import { ConnectedPage, type ConnectedProps } from './connected.tsx';
import { FormPage, type FormProps } from './form.tsx';
import { OnwardPage } from './onward.tsx';

/**
 * Headers of every page: no script, nothing from elsewhere, no form that leads elsewhere, no framing, no storing.
 *
 * Referrers stay on this site; with none at all, browsers would hide the origin of our own forms.
 */
const headers = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'X-Frame-Options': 'DENY',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** Shows the form, and above it what went wrong. */
export function sendForm(response: Response, props: FormProps): void {
  send(response, <FormPage {...props} />, props.problem);
}

/** Shows what is connected, and what a tool answered. */
export function sendConnected(response: Response, props: ConnectedProps): void {
  send(response, <ConnectedPage {...props} />, props.problem);
}

/** Sends the user on to the authorization server. */
export function sendOnward(response: Response, url: string): void {
  send(response, <OnwardPage url={url} />, undefined);
}

function send(response: Response, page: VNode, problem: Problem | undefined): void {
  response
    .status(problem?.status ?? 200)
    .set(headers)
    .type('html')
    .send(`<!doctype html>${renderToString(page)}`);
}

/** The colours and type of the report, and what only these pages need. */
const styles = {
  '/tokens.css': 'harness/report/viewer/styles/tokens.css',
  '/style.css': 'clients/web/pages/style.css',
};

/** Serves what the pages refer to. */
export function servePageFiles(app: Express): void {
  // Browsers ask for it unasked.
  app.get('/favicon.ico', (_request, response) => void response.status(204).end());
  for (const [url, file] of Object.entries(styles)) {
    const text = readFileSync(path.join(packageRoot(), file), 'utf8');
    app.get(url, (_request, response) => {
      response
        .set('X-Content-Type-Options', 'nosniff')
        .set('Cache-Control', 'max-age=300')
        .type('css')
        .send(text);
    });
  }
}
