import { expect, test } from 'vitest';
import type { Departure } from '../../trace/http.ts';
import { openPoliteGate } from './polite-gate.ts';

const departure = (url: string, headers: Departure['headers'] = []): Departure => ({
  from: 'harness',
  to: 'resource-server',
  method: 'GET',
  url,
  headers,
  body: null,
});

test('says who asks, unless the request does', async () => {
  const gate = openPoliteGate(1000, 'mcp-conformance/1 (audit)');
  const { headers } = await gate(departure('https://a.example/', [['Accept', 'application/json']]));
  expect(headers).toEqual([
    ['Accept', 'application/json'],
    ['User-Agent', 'mcp-conformance/1 (audit)'],
  ]);
  const own: Departure['headers'] = [['user-agent', 'own']];
  expect((await gate(departure('https://a.example/', own))).headers).toEqual(own);
});

test('asks one host no faster than so, and others meanwhile', async () => {
  const gate = openPoliteGate(20, 'x');
  const started = performance.now();
  const passed: string[] = [];
  const pass = (url: string) => gate(departure(url)).then(() => passed.push(url));
  await Promise.all([pass('https://a.example/1'), pass('https://a.example/2'), pass('https://b.example/1')]);
  expect(passed).toEqual(['https://a.example/1', 'https://b.example/1', 'https://a.example/2']);
  expect(performance.now() - started).toBeGreaterThanOrEqual(45);
});
