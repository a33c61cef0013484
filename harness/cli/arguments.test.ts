import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build, cli, openFolder } from './built-cli.test-support.ts';

const folder = openFolder();
beforeAll(build, 180_000);
afterAll(folder.remove);

const files = {
  'syntax.yaml': 'name: acme\nissuer: [\n',
  'keys.yaml': 'name: ac me\nissuer: http://example.com\nregistration:\n  dynamc: true\nusr: []\n',
  'variables.yaml':
    'name: acme\nissuer: ' +
    '$' +
    '{NO_SUCH_1}\nregistration: { static: { clientId: "$' +
    '{NO_SUCH_2}" } }\n',
  'empty.yaml': '',
  'syntax.ts': 'export default {\n',
  'no-default.ts': 'export const x = 1;\n',
  'throws.ts': 'throw new Error("boom");\n',
  'notes.txt': 'name: acme\n',
  'down.yaml': 'name: acme\nissuer: http://127.0.0.1:9\nregistration: { dynamic: true }\n',
  'baseline.yaml':
    '- requirement: as.iss.snt\n  reason: x\n- requirement: as.iss.sent\n- requirement: as.iss.sent\n  reason: y\n  until: 2020-01-01\n',
  'baseline-syntax.yaml': 'a: [\n',
};
for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder.path, name), text);
mkdirSync(path.join(folder.path, 'folder.yaml'));

const wrong: readonly [args: string, ...says: RegExp[]][] = [
  ['', /Which command\?/],
  ['rn', /there is no command "rn"\. Did you mean run\?/, /mcp-conformance --help/],
  ['run --provder x', /unknown option --provder\. Did you mean --provider/, /mcp-conformance run --help/],
  ['run surplus', /unexpected argument "surplus"/],
  ['run --scenario', /--scenario: takes a value/],
  ['run --spec 2025-06-19', /--spec "2025-06-19": takes one of 2025-03-26, /, /Did you mean 2025-06-18/],
  ['run --spec latest --spec all', /--spec: takes one value, and is given twice/],
  ['run --mode dynmic', /--mode "dynmic": takes one of dynamic, static/, /Did you mean dynamic\?/],
  ['run --concurrency many', /--concurrency: takes a whole number above 0/],
  ['run --timeout -5', /--timeout -5: takes a whole number above 0/],
  ['run --shard 4/3', /--shard "4\/3": takes I\/N/],
  ['run --reporter htm2l', /no reporter called "htm2l"/, /There are terminal, json, /],
  ['run --out notes.txt', /--out notes\.txt: is no folder that can be written/],
  ['run --server ftp://x', /--server "ftp:\/\/x": not an http or https URL/],
  ['run --requirement as.pcke', /no requirement is called "as\.pcke"\. Did you mean as\.pkce/],
  [
    'run --scenario authorization-server/pkc',
    /no scenario is called .* Did you mean authorization-server\/pkce/,
  ],
  ['run --fault as.pkce.verifier-optionl', /no fault is called .* Did you mean as\.pkce\.verifier-optional/],
  [
    'run --provider oidc-provder',
    /no such built-in provider, and no such file .* Did you mean oidc-provider/,
  ],
  ['run --provider ./nope.yaml', /no such file \(.*nope\.yaml\)/],
  ['run --provider notes.txt', /not a file ending in \.ts, \.js, \.yaml or \.json/],
  ['run --provider folder.yaml', /not a file ending in/],
  ['run --provider syntax.yaml', /syntax\.yaml:3: /],
  ['run --provider keys.yaml', /keys\.yaml:1: name: must consist/, /keys\.yaml:2: issuer: must be https/],
  [
    'run --provider keys.yaml',
    /keys\.yaml:4: registration\.dynamc: there is no such key\. Did you mean dynamic/,
  ],
  ['run --provider variables.yaml', /not set:\n {2}NO_SUCH_1\n {2}NO_SUCH_2\n/, /nothing was sent/],
  ['run --provider empty.yaml', /empty\.yaml: the definition: is empty/],
  ['run --provider syntax.ts', /syntax\.ts: cannot be loaded: /],
  ['run --provider no-default.ts', /no-default\.ts: has no default export/],
  ['run --provider throws.ts', /throws\.ts: cannot be loaded: boom/],
  ['run --provider down.yaml --fault as.iss.missing', /cannot be switched on in --provider down\.yaml/],
  ['run --baseline nope.yaml', /--baseline nope\.yaml: cannot be read/],
  ['run --baseline baseline-syntax.yaml', /baseline-syntax\.yaml:\d: /],
  ['run --baseline baseline.yaml', /baseline\.yaml:1: no requirement .* Did you mean as\.iss\.sent/],
  [
    'run --baseline baseline.yaml',
    /baseline\.yaml:3: reason is mandatory/,
    /baseline\.yaml:4: .* ended on 2020-01-01/,
  ],
  ['run --requirement rs --scenario authorization-server', /nothing to judge/, /--requirement rs/],
  ['run --last-failed', /no readable report of a last run/],
  ['serve', /serve: which part\?/],
  ['serve cliient', /"cliient": takes one of provider, server, client, demo\. Did you mean client/],
  ['serve provider --port 70000', /--port: takes a whole number from 0 to 65535/],
  ['serve demo --fault as.iss.missing', /--fault: serve demo has no use for it/],
  ['serve client --port 70000', /--port: takes a whole number/],
  ['serve server --spec 2025', /--spec "2025": no such revision/],
  ['serve server --fault as.iss.missing', /as\.iss\.missing: is a fault of the authorization-server/],
  ['list', /list: what\? scenarios, requirements, faults or providers/],
  ['list requirement', /Did you mean requirements\?/],
  ['explain', /explain: what\?/],
  ['explain as.pkce.rejects-mising-verifier', /Did you mean as\.pkce\.rejects-missing-verifier/],
  ['explain as.pkce.something-quite-different', /Below as\.pkce: as\.pkce\./],
];

describe('a wrong command line ends with 2, and says what, where and what to do', () => {
  it.concurrent.each(wrong)('%s', { timeout: 60_000 }, async (line, ...says) => {
    const { code, stdout, stderr } = await cli(line.split(' ').filter(Boolean), { folder: folder.path });
    for (const pattern of says) expect(stderr).toMatch(pattern);
    expect(stderr).toMatch(/^mcp-conformance: /);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it('in English, whatever the language of the machine', { timeout: 60_000 }, async () => {
    const german = { LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' };
    const { code, stderr } = await cli(['run', '--nope'], { environment: german });
    expect(stderr).toMatch(/unknown option --nope/);
    expect(code).toBe(2);
  });
});
