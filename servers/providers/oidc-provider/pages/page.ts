import { createHash } from 'node:crypto';
import { Html, html } from './html.ts';

const style = `:root{color-scheme:light dark}
body{max-width:26rem;margin:3rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif}
label{display:block;margin:.75rem 0}
input{display:block;box-sizing:border-box;width:100%;padding:.5rem;font:inherit}
button{margin:.75rem .5rem 0 0;padding:.5rem 1.25rem;font:inherit}
dt{font-weight:600}dd{margin:0 0 .5rem;overflow-wrap:anywhere}
[role=alert],.warning{padding:.5rem .75rem;border-left:.25rem solid #c33}`;

const styleHash = createHash('sha256').update(style).digest('base64');

/**
 * Headers of every page: no framing (RFC 9700 §4.16), no script, nothing from elsewhere, no storing.
 *
 * There is no `form-action`: browsers apply it to the redirects that follow, and these leave for the client.
 */
export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'; base-uri 'none'`,
  'X-Frame-Options': 'DENY',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

/** A whole document around the content of a page. */
export function page(title: string, content: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`.text;
}
