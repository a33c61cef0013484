import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { packageRoot } from '../catalogue/package-root.ts';
import { BugError } from '../define/error.ts';

export interface PageFile {
  readonly html: string;
  /** The Content-Security-Policy that lets this page's own script and style run, and nothing else. */
  readonly policy: string;
}

/** Where the build puts the page. */
export const builtPage = path.join('dist', 'harness', 'playground', 'page', 'index.html');

/** Reads the built page and makes its policy: hashes of what is inline, and no source besides. */
export async function playgroundPage(): Promise<PageFile> {
  const file = path.join(packageRoot(), builtPage);
  const html = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new BugError(`The playground's page is not built (${builtPage}).`, { cause });
  });
  return { html, policy: policyFor(html) };
}

/** Hashes every inline script and style of a page. */
export function policyFor(html: string): string {
  const hashes = (tag: string) =>
    [...html.matchAll(new RegExp(`<${tag}[^>]*>([\\s\\S]*?)</${tag}>`, 'g'))].map(
      ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
    );
  return [
    "default-src 'none'",
    `script-src ${hashes('script').join(' ') || "'none'"}`,
    `style-src ${hashes('style').join(' ') || "'none'"}`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
