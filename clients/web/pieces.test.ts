import { describe, expect, it } from 'vitest';
import { identityTool, readResult, userIn } from './answers.ts';
import { guardedLookup, isPrivateAddress, whyNotThere } from './destinations.ts';
import { isSessionId, newSessionId, sealOf } from './sealing.ts';
import { webClientSettings } from './settings.ts';
import { fieldName, fieldsOf, readArguments } from './tool-arguments.ts';

describe('a seal', () => {
  it('opens what it closed, and nothing of another session or changed since', () => {
    const [mine, other] = [sealOf(newSessionId()), sealOf(newSessionId())];
    const closed = mine.close({ tokens: 'ü' });
    expect(mine.open(closed)).toEqual({ tokens: 'ü' });
    expect(() => other.open(closed)).toThrow();
    const bytes = Buffer.from(closed, 'base64url');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(() => mine.open(bytes.toString('base64url'))).toThrow();
  });

  it('has names and form tokens of its own, which do not give the session away', () => {
    const id = newSessionId();
    const [one, two] = [sealOf(id), sealOf(newSessionId())];
    expect(new Set([one.key('session'), one.key('state x'), two.key('session'), one.formToken]).size).toBe(4);
    expect([one.isFormToken(one.formToken), one.isFormToken(two.formToken), one.isFormToken('')]).toEqual([
      true,
      false,
      false,
    ]);
    expect([isSessionId(id), isSessionId('short'), isSessionId(`${id}=`), isSessionId(undefined)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('a destination', () => {
  const [here, open] = [
    { allowHttp: false, allowPrivate: true },
    { allowHttp: false, allowPrivate: false },
  ];
  it.each([
    ['https://mcp.example/mcp', null, null],
    ['http://127.0.0.1:3001/mcp', null, /inside the network/],
    ['http://localhost/mcp', null, /inside the network/],
    ['http://[::1]:1/mcp', null, /inside the network/],
    ['https://10.1.2.3/', null, /inside the network/],
    ['https://[::ffff:10.0.0.1]/', null, /inside the network/],
    ['https://169.254.169.254/latest', null, /inside the network/],
    ['https://0x7f000001/', null, /inside the network/],
    ['http://mcp.example/', /without TLS/, /without TLS/],
    ['http://127.0.0.1.mcp.example/', /without TLS/, /without TLS/],
    ['ftp://mcp.example/', /neither https/, /neither https/],
    ['javascript:alert(1)', /neither https/, /neither https/],
    ['/mcp', /no URL/, /no URL/],
  ])('%s', (url, onLoopback, forStrangers) => {
    const expectation = (pattern: RegExp | null) => (pattern ? expect.stringMatching(pattern) : null);
    expect(whyNotThere(url, here)).toEqual(expectation(onLoopback));
    expect(whyNotThere(url, open)).toEqual(expectation(forStrangers));
  });

  it('may be reached without TLS where that is allowed', () => {
    expect(whyNotThere('http://mcp.example/', { allowHttp: true, allowPrivate: false })).toBeNull();
  });

  it.each([
    '10.0.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '169.254.169.254',
    '127.1.1.1',
    '0.0.0.0',
    '::',
    '::1',
    'fd00::1',
    'fe80::1',
    '::ffff:192.168.0.1',
  ])('%s is private', (address) => expect(isPrivateAddress(address)).toBe(true));
  it.each(['8.8.8.8', '172.32.0.1', '2001:4860:4860::8888'])('%s is public', (address) =>
    expect(isPrivateAddress(address)).toBe(false),
  );

  it('is refused when its name leads inside at the time of the connection', async () => {
    const look = (allowPrivate: boolean) =>
      new Promise((resolve) => {
        guardedLookup({ allowHttp: false, allowPrivate })('localhost', { all: true }, (error, found) =>
          resolve(error?.code ?? (found as { address: string }[]).length > 0),
        );
      });
    expect([await look(true), await look(false)]).toEqual([true, 'EPRIVATE']);
  });
});

describe('the arguments of a tool', () => {
  const tool = {
    name: 'search',
    description: '',
    inputSchema: {
      required: ['query', 'limit'],
      properties: {
        query: { type: 'string', description: 'what for' },
        limit: { type: 'integer' },
        exact: { type: 'boolean' },
        order: { type: 'string', enum: ['newest', 'oldest'] },
        filter: { type: 'object' },
      },
    },
  };
  const given = (fields: Record<string, string>) =>
    readArguments(
      tool,
      Object.fromEntries(Object.entries(fields).map(([name, value]) => [fieldName(name), value])),
    );

  it('are asked for by their types', () => {
    expect(fieldsOf(tool).map(({ kind, isRequired }) => [kind, isRequired])).toEqual([
      ['text', true],
      ['number', true],
      ['boolean', false],
      ['choice', false],
      ['json', false],
    ]);
  });

  it('are read back as what they are; what is empty and optional is left out', () => {
    expect(given({ query: '', limit: '5' })).toEqual({
      ok: true,
      args: { query: '', limit: 5, exact: false },
    });
    expect(given({ query: 'x', limit: '1e2', exact: 'yes', order: 'oldest', filter: '{"a":[1]}' })).toEqual({
      ok: true,
      args: { query: 'x', limit: 100, exact: true, order: 'oldest', filter: { a: [1] } },
    });
  });

  it.each([
    [{ query: 'x', limit: '' }, 'limit: is not a number'],
    [{ query: 'x', limit: 'many' }, 'limit: is not a number'],
    [{ query: 'x', limit: '1', order: 'random' }, 'order: is none of the choices'],
    [{ query: 'x', limit: '1', filter: '{a' }, 'filter: is not JSON'],
  ])('are refused where they do not fit: %o', (fields, problem) => {
    expect(given(fields as Record<string, string>)).toEqual({ ok: false, problem });
  });
});

describe('what a tool answers', () => {
  it('is about a user in many spellings', () => {
    const ada = { id: '1', name: 'Ada Lovelace', email: 'ada@example.test' };
    expect(userIn({ subject: '1', name: 'Ada Lovelace', email: 'ada@example.test' })).toEqual(ada);
    const listed = {
      id: '1',
      firstName: 'Ada',
      lastName: 'Lovelace',
      emailAddresses: [{ emailAddress: 'ada@example.test' }],
    };
    expect(userIn(listed)).toEqual(ada);
    expect([userIn({ id: '1' }), userIn({ name: 'a note' })]).toEqual([null, null]);
  });

  it('is read from text where there is no structure, and errors are nobody', () => {
    const content = [{ type: 'text', text: '{"id":"1","name":"Ada"}' }];
    expect(readResult({ content }).user).toEqual({ id: '1', name: 'Ada', email: null });
    expect(readResult({ content, isError: true }).user).toBeNull();
    expect(readResult({ content: [{ type: 'image', data: '…' }] })).toMatchObject({
      data: null,
      texts: [expect.stringContaining('image')],
    });
  });

  it('comes from a tool that is named for it and needs nothing', () => {
    const named = (name: string, required: string[] = []) => ({
      name,
      description: '',
      inputSchema: { required },
    });
    expect(identityTool([named('delete_user'), named('get_acme_user_data')])?.name).toBe(
      'get_acme_user_data',
    );
    expect(identityTool([named('whoami', ['token']), named('get_users')])).toBeNull();
  });
});

describe('the settings', () => {
  it('keep to this machine when nothing is said', () => {
    expect(webClientSettings({})).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      publicUrl: null,
      allowHttp: false,
      allowPrivate: true,
      store: { kind: 'memory' },
    });
  });

  it('do not let strangers reach inside', () => {
    expect(webClientSettings({ PUBLIC_URL: 'https://client.example/' })).toMatchObject({
      publicUrl: 'https://client.example',
      allowPrivate: false,
    });
    expect(webClientSettings({ TRUST_PROXY: '1' }).allowPrivate).toBe(false);
    expect(webClientSettings({ HOST: '0.0.0.0' }).allowPrivate).toBe(false);
    expect(webClientSettings({ PUBLIC_URL: 'http://127.0.0.1:8080' }).allowPrivate).toBe(true);
    expect(webClientSettings({ TRUST_PROXY: '1', ALLOW_PRIVATE_NETWORK: '1' }).allowPrivate).toBe(true);
  });

  it.each([
    [{ PORT: 'http' }, /^PORT="http": takes a whole number from 0 to 65535/],
    [{ PUBLIC_URL: 'https://client.example/app' }, /^PUBLIC_URL=.*takes an origin/],
    [{ TRUST_PROXY: 'maybe' }, /^TRUST_PROXY="maybe": takes 1 or 0/],
    [{ SESSION_MINUTES: '0' }, /^SESSION_MINUTES="0": takes a whole number from 1/],
  ])('say what is wrong with %o', (environment, message) => {
    expect(() => webClientSettings(environment)).toThrow(message);
  });
});
