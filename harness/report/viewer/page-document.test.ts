import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { jsonForScript, pageDocument } from './page-document.ts';

const hash = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

it('allows the script and the style that stand in it, and nothing else', () => {
  const script = 'document.title = "</script><!-- <script>";';
  const style = 'body { color: red }';
  const page = pageDocument({ title: '</title><b>', body: '', program: { script, data: 'x' }, style });
  const [, policy = ''] = /content="(default-src[^"]*)"/.exec(page) ?? [];
  const [, code = ''] = /<script>(.*?)<\/script>/s.exec(page) ?? [];
  const [, css = ''] = /<style>(.*?)<\/style>/s.exec(page) ?? [];
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    `script-src '${hash(code)}'`,
    `style-src '${hash(css)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect(code).toBe('document.title = "<\\/script><\\!-- <script>";');
  expect(page).toContain('<title>&lt;/title&gt;&lt;b&gt;</title>');
});

it('keeps data from ending the element it stands in', () => {
  const value = { a: '</script><!--\u2028', b: [1, null] };
  expect(jsonForScript(value)).not.toMatch(/<|\u2028/);
  expect(JSON.parse(jsonForScript(value))).toEqual(value);
});
