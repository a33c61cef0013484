import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { definitionText } from './definition-text.ts';
import { readIssuer } from './issuer-facts.ts';

const open: (() => unknown)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** An authorization server whose metadata is this, with its own address for `SELF`; others get the status. */
async function publish(document: object | null, status = 404): Promise<string> {
  const server = createServer(({ url }, response) => {
    const text = JSON.stringify(document).replaceAll('SELF', origin());
    const isIt = document !== null && url === '/.well-known/oauth-authorization-server';
    response.writeHead(isIt ? 200 : status, { 'Content-Type': 'application/json' }).end(isIt ? text : '');
  });
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => server.close());
  return origin();
}

test('reads what the metadata says', async () => {
  const issuer = await publish({
    issuer: 'SELF/',
    registration_endpoint: 'SELF/register',
    jwks_uri: 'SELF/jwks',
    introspection_endpoint: 'SELF/introspect',
    client_id_metadata_document_supported: true,
    token_endpoint_auth_methods_supported: ['none', 'private_key_jwt'],
    scopes_supported: ['openid', 'mcp:tools'],
  });
  expect(await readIssuer(issuer, 5000)).toEqual({
    issuer: `${issuer}/`,
    metadataUrl: `${issuer}/.well-known/oauth-authorization-server`,
    dynamic: true,
    metadataDocument: true,
    takesSecrets: false,
    hasKeys: true,
    introspectionEndpoint: `${issuer}/introspect`,
    scopes: ['openid', 'mcp:tools'],
  });
});

test('keeps the issuer that was named where the metadata is of somebody else', async () => {
  const issuer = await publish({ issuer: 'https://evil.example' });
  expect((await readIssuer(issuer, 5000)).issuer).toBe(issuer);
});

test('lets nothing of the metadata become code or a key', async () => {
  const hostile = [
    `a\nstart: 1`,
    '*/ process.exit(1)',
    '"); process.exit(1); ("',
    '$HOME',
    7,
    { toString: 'x' },
    null,
  ];
  const issuer = await publish({
    issuer: 'SELF',
    scopes_supported: hostile,
    introspection_endpoint: "https://x.example/'); process.exit(1); ('$HOME",
    token_endpoint_auth_methods_supported: hostile,
    registration_endpoint: hostile,
    jwks_uri: 7,
  });
  const facts = await readIssuer(issuer, 5000);
  expect(facts).toMatchObject({ scopes: [], introspectionEndpoint: null, dynamic: false, hasKeys: false });
  for (const format of ['yaml', 'ts'] as const) {
    const text = definitionText(facts, format, { name: 'acme', file: './acme' });
    expect(text).not.toMatch(/process\.exit|HOME|^start/m);
  }
});

test('says what every place answered where there is no metadata', async () => {
  const issuer = await publish(null, 503);
  await expect(readIssuer(issuer, 5000)).rejects.toThrow(
    /publishes no metadata\n.*oauth-authorization-server answered 503\n.*openid-configuration answered 503\n/,
  );
});

test.each([
  'auth.acme.example',
  'http://auth.acme.example',
  'https://a.example/?x=1',
  'https://u:p@a.example',
])('takes no %s for an issuer', async (issuer) => {
  await expect(readIssuer(issuer, 5000)).rejects.toThrow(/takes the issuer identifier/);
});
