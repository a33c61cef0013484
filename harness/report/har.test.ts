import { expect, test } from 'vitest';
import { z } from 'zod';
import har from './har.ts';
import { plainOptions } from './reporter.ts';
import { sampleReport } from './sample-report.ts';

const nameValue = z.strictObject({ name: z.string(), value: z.string() });
const message = {
  httpVersion: z.string(),
  headers: z.array(nameValue),
  headersSize: z.int(),
  bodySize: z.int(),
};
const request = z.strictObject({
  ...message,
  method: z.string(),
  url: z.url(),
  cookies: z.array(nameValue),
  queryString: z.array(nameValue),
  postData: z.strictObject({ mimeType: z.string(), params: z.array(nameValue), text: z.string() }).optional(),
});
const response = z.strictObject({
  ...message,
  status: z.int(),
  statusText: z.string(),
  cookies: z.array(
    nameValue.extend({
      path: z.string().optional(),
      domain: z.string().optional(),
      httpOnly: z.boolean(),
      secure: z.boolean(),
    }),
  ),
  content: z.strictObject({ size: z.int(), mimeType: z.string(), text: z.string().optional() }),
  redirectURL: z.string(),
});

/** What HTTP Archive 1.2 asks for, and no more than our own members beginning with an underscore. */
const archive = z.strictObject({
  log: z.strictObject({
    version: z.literal('1.2'),
    creator: z.strictObject({ name: z.string(), version: z.string() }),
    comment: z.string(),
    pages: z.array(
      z.strictObject({
        startedDateTime: z.iso.datetime(),
        id: z.string(),
        title: z.string(),
        pageTimings: z.strictObject({ onContentLoad: z.number(), onLoad: z.number() }),
      }),
    ),
    entries: z.array(
      z.strictObject({
        pageref: z.string(),
        startedDateTime: z.iso.datetime(),
        time: z.number(),
        request,
        response,
        cache: z.strictObject({}),
        timings: z.strictObject({ send: z.number(), wait: z.number(), receive: z.number() }),
        _id: z.string(),
        _from: z.string(),
        _to: z.string(),
        _kind: z.string(),
        _note: z.string(),
        _error: z.string().optional(),
      }),
    ),
  }),
});

const { log } = archive.parse(JSON.parse(har(sampleReport, plainOptions)));
const entry = (id: string) => log.entries.find(({ _id }) => _id === id);

test('renders the sample as it stands in the golden file', async () => {
  await expect(har(sampleReport, plainOptions)).toMatchFileSnapshot('__snapshots__/report.har');
});

test('has every exchange once, on the page of the scenario that caused it', () => {
  expect(log.entries.map(({ _id }) => _id).toSorted()).toEqual(
    sampleReport.exchanges.map(({ id }) => id).toSorted(),
  );
  const pages = new Set(log.pages.map(({ id }) => id));
  expect(log.entries.every(({ pageref }) => pages.has(pageref))).toBe(true);
  expect(entry('x1')?.pageref).toBe('authorization-server/code-single-use@2025-11-25@dynamic');
  expect(entry('x3')?.pageref).toBe('authorization-server/code-single-use@2026-07-28@dynamic');
});

test('keeps placeholders, and keeps them from cutting a URL in two', () => {
  expect(entry('x1')?.request.postData?.params).toContainEqual({ name: 'code', value: '‹code #1›' });
  expect(new URL(entry('x5')?.response.redirectURL ?? '').searchParams.get('state')).toBe('s5');
});

test('takes queries and cookies apart', () => {
  expect(entry('x5')?.request.queryString).toContainEqual({ name: 'state', value: 's5' });
  expect(entry('x5')?.request.cookies).toEqual([
    { name: 'session', value: '‹cookie #1›' },
    { name: 'theme', value: 'dark' },
  ]);
  expect(entry('x5')?.response.cookies).toEqual([
    { name: 'session', value: '‹cookie #1›', path: '/', httpOnly: true, secure: true },
    { name: 'last', value: 'now', domain: 'acme.example', httpOnly: false, secure: false },
  ]);
});

test('says why there is no response', () => {
  expect(entry('x11')).toMatchObject({
    response: { status: 0 },
    _error: 'UND_ERR_HEADERS_TIMEOUT: no response within 10 s',
  });
});

test('gives an exchange that no scenario lists a page of its own', () => {
  const { log: stray } = archive.parse(JSON.parse(har({ ...sampleReport, scenarios: [] }, plainOptions)));
  expect(stray.entries).toHaveLength(sampleReport.exchanges.length);
  expect(stray.pages.map(({ id }) => id)).toContain('authorization-server/pkce');
});
