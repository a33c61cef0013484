import { z } from 'zod';
import type { ProviderDefinition } from './provider.ts';

const text = z.string().min(1);
const flag = z.union([z.boolean(), z.strictObject({ notSupported: text })], {
  error: 'must be true, false, or notSupported with the reason',
});

const staticClient = z.strictObject({
  clientId: text,
  clientSecret: text.optional(),
  redirectUris: z.array(z.url()).min(1).optional(),
  authenticationMethod: text.optional(),
});

const loopbackOrHttps = z.url().refine((url) => isLoopbackOrHttps(url), 'must be https, or http on loopback');

/** Whether a server at this URL may be spoken to without others listening. */
export function isLoopbackOrHttps(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return (
    protocol === 'https:' ||
    (protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname))
  );
}

const signIn = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('form'),
    usernameField: text.optional(),
    passwordField: text.optional(),
    approve: text.optional(),
    deny: text.optional(),
  }),
  z.strictObject({
    kind: z.literal('browser'),
    script: z.custom((value) => typeof value === 'function', 'must be a function').optional(),
    consentButton: text.optional(),
  }),
  z.strictObject({ kind: z.literal('manual') }),
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('custom'),
    drive: z.custom((value) => typeof value === 'function', 'must be a function'),
    script: z.custom((value) => typeof value === 'function', 'must be a function').optional(),
  }),
]);

const tokens = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('jwt'), jwksUri: z.url().optional(), issuer: text.optional() }),
  z.strictObject({
    kind: z.literal('introspection'),
    endpoint: z.url().optional(),
    clientId: text.optional(),
    clientSecret: text.optional(),
  }),
  z.strictObject({
    kind: z.literal('verify'),
    verify: z.custom((value) => typeof value === 'function', 'must be a function'),
  }),
]);

const baselineEntry = z.strictObject({
  requirement: text,
  mode: text.optional(),
  revision: text.optional(),
  reason: text,
  issue: z.url().optional(),
  until: z.iso.date().optional(),
  source: text.optional(),
});

const resourceServer = z.strictObject({
  name: text,
  variants: z.array(text).min(1),
  speaks: z.custom((value) => typeof value === 'function', 'must be a function'),
  start: z.custom((value) => typeof value === 'function', 'must be a function'),
});

const note = z.strictObject({
  says: text,
  source: text.optional(),
  seen: z.custom((value) => typeof value === 'function', 'must be a function'),
});

const user = z.strictObject({ username: text, password: z.string() });

const registration = z.strictObject({
  dynamic: flag.optional(),
  static: z.union([staticClient, z.array(staticClient).min(1), z.literal('made')]).optional(),
  metadataDocument: flag.optional(),
});

const definition = z.strictObject({
  name: z.string().regex(/^[\w.-]+$/, 'must consist of letters, digits, dots and dashes'),
  issuer: loopbackOrHttps.optional(),
  start: z.custom((value) => typeof value === 'function', 'must be a function').optional(),
  prepare: z.custom((value) => typeof value === 'function', 'must be a function').optional(),
  registration,
  users: z.array(user).optional(),
  signIn: signIn.optional(),
  tokens: tokens.optional(),
  resource: loopbackOrHttps.optional(),
  scope: z.string().optional(),
  registrationScope: z.string().optional(),
  refreshGraceSeconds: z.number().nonnegative().max(120).optional(),
  requestsPerSecond: z.number().positive().optional(),
  baseline: z.array(baselineEntry).optional(),
  notice: text.optional(),
  notes: z.array(note).optional(),
  ca: text.optional(),
  resourceServer: resourceServer.optional(),
});

/** A provider definition after its environment variables were filled in. */
export const providerDefinitionSchema = definition.refine(
  ({ issuer, start }) => (issuer === undefined) !== (start === undefined),
  {
    message: 'one of issuer and start is needed, and only one',
    path: ['issuer'],
  },
) as unknown as z.ZodType<ProviderDefinition<string>>;

/**
 * Brings the short forms of YAML into the shape of the constructors: `signIn: { form: {} }` becomes
 * `{ kind: 'form' }`, as does the bare word `form`, and likewise for `tokens`.
 */
export function expandShortForms(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null) return raw;
  const expanded: Record<string, unknown> = { ...raw };
  for (const key of ['signIn', 'tokens']) {
    const value = expanded[key];
    if (typeof value === 'string') expanded[key] = { kind: value };
    if (typeof value !== 'object' || value === null || 'kind' in value) continue;
    const [kind, options] = Object.entries(value)[0] ?? [];
    if (kind !== undefined && Object.keys(value).length === 1) expanded[key] = { kind, ...(options ?? {}) };
  }
  return expanded;
}

const tables: Readonly<Record<string, { readonly shape: object }>> = {
  '': definition,
  registration,
  'registration.static': staticClient,
  users: user,
};

/** The keys that a table of a definition may have, for a hint at a misspelt one. */
export function definitionKeys(path: readonly PropertyKey[]): string[] {
  return Object.keys(tables[path.filter((key) => typeof key === 'string').join('.')]?.shape ?? {});
}
