import type { IssuerFacts } from './issuer-facts.ts';

export type DefinitionFormat = 'yaml' | 'ts';

/** A line of a definition: a comment, nothing, or a key, which is written and may be off until somebody wants it. */
type Line =
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'blank' }
  | { readonly kind: 'key'; readonly yaml: string; readonly ts: string; readonly isOff: boolean }
  | { readonly kind: 'table'; readonly name: string; readonly lines: readonly Line[] };

const comment = (text: string): Line => ({ kind: 'comment', text });
const blank: Line = { kind: 'blank' };
const key = (yaml: string, ts: string, isOff = false): Line => ({ kind: 'key', yaml, ts, isOff });

/** The definition of a provider as a commented file. Pure. */
export function definitionText(
  facts: IssuerFacts,
  format: DefinitionFormat,
  { name, file }: { readonly name: string; readonly file: string },
): string {
  const intro = introduction(facts, file);
  const lines = [
    ...identity(facts, name),
    ...registration(facts, name),
    ...signIn(name),
    ...tokens(facts, name),
  ];
  if (format === 'yaml') return asText(yamlLines([...intro, blank, ...lines]));
  const body = tsLines(lines).map(indented);
  return asText([importLine(body), '', ...tsLines(intro), 'export default defineProvider({', ...body, '});']);
}

/** A text as YAML, without quotes where it is read as a text all the same. */
const yamlText = (text: string) => (/^[a-z][\w.:/~%-]*$/i.test(text) ? text : JSON.stringify(text));

const tsText = (text: string) => (/['\\]/.test(text) ? JSON.stringify(text) : `'${text}'`);

/** The variables that a definition of this name reads: of a user, and of a client registered by hand. */
export function variablesOf(name: string) {
  const prefix = name
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '_')
    .replace(/^(?=\d)/, '_');
  return {
    user: `${prefix}_USER`,
    password: `${prefix}_PASSWORD`,
    clientId: `${prefix}_CLIENT_ID`,
    clientSecret: `${prefix}_CLIENT_SECRET`,
  };
}

/** Whether clients have to be registered by hand, since they cannot register themselves. */
export function needsStaticClient({ dynamic }: IssuerFacts): boolean {
  return !dynamic;
}

/** Why metadata documents are off where the server has them: it could fetch none of ours. */
export const notHosted = 'no document can be hosted where the server would fetch it';

function introduction({ metadataUrl }: IssuerFacts, file: string): Line[] {
  return [
    comment('How mcp-conformance uses your authorization server; docs/providers.md has every field.'),
    ...(metadataUrl === null ? [] : [comment(`Filled in from ${metadataUrl}`)]),
    comment(`Is it right?  npx mcp-conformance run --provider ${file} --preflight`),
  ];
}

function identity({ issuer, metadataUrl }: IssuerFacts, name: string): Line[] {
  const yours = metadataUrl === null ? ' Put yours here.' : '';
  return [
    comment('What reports call it.'),
    key(`name: ${yamlText(name)}`, `name: '${name}',`),
    blank,
    comment(`The issuer identifier, character for character as in the metadata.${yours}`),
    key(`issuer: ${yamlText(issuer)}`, `issuer: ${tsText(issuer)},`),
    blank,
  ];
}

function registration(facts: IssuerFacts, name: string): Line[] {
  const { dynamic, metadataDocument, takesSecrets, metadataUrl } = facts;
  const { clientId, clientSecret } = variablesOf(name);
  const says = (member: string, isThere: boolean) =>
    metadataUrl === null ? '' : ` The metadata has ${isThere ? '' : 'no '}${member}.`;
  const secret = takesSecrets
    ? { yaml: `, clientSecret: "\${${clientSecret}}"`, ts: `, clientSecret: env('${clientSecret}')` }
    : { yaml: '', ts: '' };
  const lines = [
    comment(`Dynamic registration (RFC 7591).${says('registration_endpoint', dynamic)}`),
    key(`dynamic: ${dynamic}`, `dynamic: ${dynamic},`),
    comment(
      `Metadata documents of clients.${says('client_id_metadata_document_supported', metadataDocument)}`,
    ),
    metadataDocument
      ? key(
          `metadataDocument: { notSupported: ${notHosted} }`,
          `metadataDocument: notSupported('${notHosted}'),`,
        )
      : key('metadataDocument: false', 'metadataDocument: false,'),
    comment('A client registered by hand, with the redirect URI http://127.0.0.1:33418/callback.'),
    key(
      `static: { clientId: "\${${clientId}}"${secret.yaml} }`,
      `static: { clientId: env('${clientId}')${secret.ts} },`,
      !needsStaticClient(facts),
    ),
  ];
  return [
    comment('How clients register; --mode all judges each way that is offered.'),
    { kind: 'table', name: 'registration', lines },
    blank,
  ];
}

function signIn(name: string): Line[] {
  const { user, password } = variablesOf(name);
  return [
    comment('Who can sign in. With a second one, users are shown to be kept apart.'),
    key(
      `users: [{ username: "\${${user}}", password: "\${${password}}" }]`,
      `users: [{ username: env('${user}'), password: env('${password}') }],`,
    ),
    comment(
      'How: form walks pages that the server renders; browser (Chromium) is for pages that scripts draw;',
    ),
    comment('manual opens your own browser; none is for a server that redirects at once.'),
    key('signIn: { form: {} }', 'signIn: formSignIn(),'),
    blank,
  ];
}

function tokens({ hasKeys, introspectionEndpoint, scopes, metadataUrl }: IssuerFacts, name: string): Line[] {
  const { clientId, clientSecret } = variablesOf(name);
  const endpoint = introspectionEndpoint ?? 'https://auth.example.com/introspect';
  const introspects = !hasKeys && introspectionEndpoint !== null;
  const hint = hasKeys
    ? metadataUrl === null
      ? ''
      : ' The metadata has jwks_uri, which may be for ID tokens only.'
    : ' The metadata has no jwks_uri.';
  return [
    comment(
      'How an MCP server verifies access tokens: JWTs by your keys, opaque ones by introspection (RFC 7662).',
    ),
    comment(`Without either, passing tokens on cannot be judged.${hint}`),
    key('tokens: { jwt: {} }', 'tokens: jwtTokens(),', !hasKeys),
    key(
      `tokens: { introspection: { endpoint: "${endpoint}", clientId: "\${${clientId}}", clientSecret: "\${${clientSecret}}" } }`,
      `tokens: introspectedTokens({ endpoint: '${endpoint}', clientId: env('${clientId}'), clientSecret: env('${clientSecret}') }),`,
      !introspects,
    ),
    blank,
    comment(
      `What a well-behaved client asks for.${scopes.length > 0 ? ` The metadata lists ${scopes.join(' ')}.` : ''}`,
    ),
    key('scope: openid offline_access', "scope: 'openid offline_access',", true),
  ];
}

function yamlLines(lines: readonly Line[]): string[] {
  return lines.flatMap((line) => {
    if (line.kind === 'table') return [`${line.name}:`, ...yamlLines(line.lines).map(indented)];
    return [lineText(line, '#', line.kind === 'key' ? line.yaml : '')];
  });
}

function tsLines(lines: readonly Line[]): string[] {
  return lines.flatMap((line) => {
    if (line.kind === 'table') return [`${line.name}: {`, ...tsLines(line.lines).map(indented), '},'];
    return [lineText(line, '//', line.kind === 'key' ? line.ts : '')];
  });
}

function lineText(line: Exclude<Line, { kind: 'table' }>, mark: string, text: string): string {
  if (line.kind === 'comment') return `${mark} ${line.text}`;
  return line.kind === 'key' && line.isOff ? `${mark} ${text}` : text;
}

const indented = (line: string) => (line === '' ? '' : `  ${line}`);

const asText = (lines: readonly string[]) => `${lines.join('\n')}\n`;

/** Imports what the definition uses, and nothing that only a comment names. */
function importLine(body: readonly string[]): string {
  const code = body.filter((line) => !line.trimStart().startsWith('//')).join('\n');
  const used = ['env', 'formSignIn', 'introspectedTokens', 'jwtTokens', 'notSupported'].filter((name) =>
    code.includes(`${name}(`),
  );
  return `import { ${['defineProvider', ...used].join(', ')} } from 'mcp-conformance';`;
}
