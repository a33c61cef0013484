import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { packageRoot } from '../catalogue/package-root.ts';
import { TargetError } from '../define/error.ts';

export interface PageFile {
  readonly html: string;
  /** The Content-Security-Policy that lets this page's own script and style run, and nothing else. */
  readonly policy: string;
}

/** Where the build leaves the script and the style. */
const folder = path.join(packageRoot(), 'dist', 'harness', 'playground', 'page');

/** Puts the page together; throws a `TargetError` when it was not built. */
export async function playgroundPage(): Promise<PageFile> {
  const [script, style] = await Promise.all(['playground.js', 'playground.css'].map(readPart));
  const code = (script ?? '').replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  return {
    html: [
      '<!doctype html>',
      '<html lang="en">',
      '<head>',
      '<meta charset="utf-8">',
      '<meta name="viewport" content="width=device-width, initial-scale=1">',
      '<meta name="color-scheme" content="light dark">',
      '<title>mcp-conformance playground</title>',
      '<link rel="icon" href="data:,">',
      `<style>${style}</style>`,
      '</head>',
      '<body>',
      '<div id="page"></div>',
      `<script>${code}</script>`,
      '</body>',
      '</html>',
      '',
    ].join('\n'),
    policy: [
      "default-src 'none'",
      `script-src '${hash(code)}'`,
      `style-src '${hash(style ?? '')}'`,
      "connect-src 'self'",
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  };
}

function readPart(name: string): Promise<string> {
  return readFile(path.join(folder, name), 'utf8').catch((cause: unknown) => {
    throw new TargetError('not-built', `The playground's page is not built (${name}). Run: npm run build`, {
      cause,
    });
  });
}

const hash = (text: string) => `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
