import { createHash } from 'node:crypto';

/** What a self-contained page is made of. */
export interface PageParts {
  readonly title: string;
  /** Markup that can be read without the script. */
  readonly body: string;
  /** The only script that may run, with its data as a JSON value; `null` for a page without one. */
  readonly program: { readonly script: string; readonly data: unknown } | null;
  readonly style: string;
}

/** The document: nothing is loaded, and nothing runs but this script. */
export function pageDocument({ title, body, program, style }: PageParts): string {
  const code = program?.script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  const policy = [
    "default-src 'none'",
    ...(code === undefined ? [] : [`script-src '${hash(code)}'`]),
    `style-src '${hash(style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeText(title)}</title>`,
    '<link rel="icon" href="data:,">',
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<div id="page">${body}</div>`,
    ...(program === null
      ? []
      : [
          `<script type="application/json" id="report">${jsonForScript(program.data)}</script>`,
          `<script>${code}</script>`,
        ]),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** A JSON value that cannot end the element it stands in. */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/** Text as HTML. */
export function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const hash = (text: string) => `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
