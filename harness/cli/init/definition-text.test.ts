import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadProvider } from '../../testbed/load-provider.ts';
import { definitionText, needsStaticClient, notHosted, variablesOf } from './definition-text.ts';
import { type IssuerFacts, unknownIssuer } from './issuer-facts.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'mcp-conformance-init-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read: IssuerFacts = { ...unknownIssuer, metadataUrl: 'https://auth.example.com/.well-known/x' };
const introspectionEndpoint = 'https://auth.example.com/introspect';
const cases: Readonly<Record<string, IssuerFacts>> = {
  'nothing is known': unknownIssuer,
  'clients register dynamically': read,
  'clients have metadata documents': { ...read, metadataDocument: true },
  'clients are registered by hand': { ...read, dynamic: false },
  'clients have no secrets': { ...read, dynamic: false, takesSecrets: false },
  'tokens can be introspected': { ...read, introspectionEndpoint },
  'tokens can only be introspected': { ...read, hasKeys: false, introspectionEndpoint },
  'tokens cannot be verified': { ...read, hasKeys: false },
};

async function load(facts: IssuerFacts, format: 'yaml' | 'ts', environment: Record<string, string>) {
  const name = '2-acme.eu';
  const file = `${Math.random()}.${format}`;
  writeFileSync(path.join(folder, file), definitionText(facts, format, { name, file: `./${file}` }));
  const { source: _, line: __, ...definition } = await loadProvider(file, environment, folder);
  return definition;
}

const { user, password, clientId, clientSecret } = variablesOf('2-acme.eu');

test.each(Object.entries(cases))('where %s, both formats say the same', async (_, facts) => {
  const environment = { [user]: 'ada', [password]: 'p', [clientId]: 'c', [clientSecret]: 's' };
  const yaml = await load(facts, 'yaml', environment);
  expect(await load(facts, 'ts', environment)).toEqual(yaml);
  expect(yaml).toMatchObject({
    name: '2-acme.eu',
    issuer: facts.issuer,
    registration: {
      dynamic: facts.dynamic,
      metadataDocument: facts.metadataDocument ? { notSupported: notHosted } : false,
    },
    users: [{ username: 'ada', password: 'p' }],
    signIn: { kind: 'form' },
  });
  expect(yaml.registration.static).toEqual(
    needsStaticClient(facts)
      ? { clientId: 'c', ...(facts.takesSecrets ? { clientSecret: 's' } : {}) }
      : undefined,
  );
  const introspection = {
    kind: 'introspection',
    endpoint: introspectionEndpoint,
    clientId: 'c',
    clientSecret: 's',
  };
  expect(yaml.tokens).toEqual(
    facts.hasKeys ? { kind: 'jwt' } : facts.introspectionEndpoint === null ? undefined : introspection,
  );
});

test('needs no variable of what is off', async () => {
  const environment = { [user]: 'ada', [password]: 'p' };
  await expect(load(read, 'yaml', environment)).resolves.toBeDefined();
  await expect(load(read, 'ts', environment)).resolves.toBeDefined();
  await expect(load({ ...read, dynamic: false }, 'ts', environment)).rejects.toThrow(clientId);
});
