import type { CommandModule, InferredOptionTypes } from 'yargs';
import { intrusivenessLevels, registrationModes, revisions } from '../../catalogue/vocabulary.ts';
import { footer } from '../footer.ts';

/** What holds where neither a flag nor the configuration file says otherwise. */
export const runDefaults = {
  spec: 'latest',
  intrusiveness: 'standard',
  timeout: 10_000,
  reporter: ['terminal'],
} as const;

/** The options of `run`. Their defaults are not yargs': a configuration file stands between the two. */
export const runOptions = {
  provider: {
    type: 'string',
    requiresArg: true,
    describe: 'Provider by name or definition file (.ts .js .yaml .json)',
    group: 'What is judged:',
  },
  server: {
    type: 'string',
    requiresArg: true,
    describe: 'URL of the MCP server to judge',
    group: 'What is judged:',
  },
  client: {
    type: 'string',
    requiresArg: true,
    describe: 'Command of the MCP client to judge; gets the URL of the MCP server as last argument',
    group: 'What is judged:',
  },
  spec: {
    type: 'string',
    requiresArg: true,
    defaultDescription: runDefaults.spec,
    choices: [...revisions, 'draft', 'latest', 'all'],
    describe: 'MCP revision',
    group: 'What is judged:',
  },
  mode: {
    type: 'string',
    requiresArg: true,
    choices: [...registrationModes, 'all'],
    describe: 'How clients register; the first that the provider offers when left out',
    group: 'What is judged:',
  },
  'server-variant': {
    type: 'string',
    describe: 'Which of the MCP servers that come with the provider; its first when left out',
    group: 'What is judged:',
  },
  offline: {
    type: 'boolean',
    describe: 'A stand-in for the provider: no network and no keys',
    group: 'What is judged:',
  },
  'token-format': {
    type: 'string',
    choices: ['jwt', 'opaque'] as const,
    describe: 'Access tokens that the stand-in issues',
    group: 'What is judged:',
  },
  'allow-production': {
    type: 'boolean',
    describe: 'Use keys of a production instance',
    group: 'What is judged:',
  },
  scenario: {
    type: 'string',
    requiresArg: true,
    array: true,
    describe: 'Only these scenarios (id, prefix or glob)',
    group: 'Selection:',
  },
  requirement: {
    type: 'string',
    requiresArg: true,
    array: true,
    describe: 'Only these requirements (id, prefix or glob)',
    group: 'Selection:',
  },
  level: {
    type: 'string',
    requiresArg: true,
    choices: ['must', 'should', 'may'],
    describe: 'Only this level and those above',
    group: 'Selection:',
  },
  'last-failed': { type: 'boolean', describe: 'Only what failed in the last run', group: 'Selection:' },
  shard: {
    type: 'string',
    requiresArg: true,
    describe: 'Only the I-th of N parts of the plan, as I/N',
    group: 'Selection:',
  },
  intrusiveness: {
    type: 'string',
    requiresArg: true,
    choices: intrusivenessLevels,
    defaultDescription: runDefaults.intrusiveness,
    describe: 'observe: friendly requests only; full: load and lockout probes too',
    group: 'Selection:',
  },
  login: {
    type: 'string',
    requiresArg: true,
    choices: ['form', 'browser', 'manual'],
    describe: 'Another sign-in driver than the definition names',
    group: 'How:',
  },
  headed: { type: 'boolean', describe: 'Show the browser of --login browser', group: 'How:' },
  fault: {
    type: 'string',
    requiresArg: true,
    array: true,
    describe: 'Switch a fault of a reference part on (id, prefix or glob)',
    group: 'How:',
  },
  concurrency: {
    type: 'number',
    requiresArg: true,
    describe: 'Scenarios at a time; by default as the cores allow',
    group: 'How:',
  },
  timeout: {
    type: 'number',
    requiresArg: true,
    defaultDescription: `${runDefaults.timeout}`,
    describe: 'Milliseconds for one exchange',
    group: 'How:',
  },
  'client-timeout': {
    type: 'number',
    requiresArg: true,
    describe: 'Milliseconds for one run of the client; 30000 when left out',
    group: 'How:',
  },
  preflight: { type: 'boolean', describe: 'Check the set-up and judge nothing', group: 'How:' },
  'dry-run': { type: 'boolean', describe: 'Print what would be judged, and do nothing', group: 'How:' },
  reporter: {
    type: 'string',
    requiresArg: true,
    array: true,
    defaultDescription: runDefaults.reporter.join(),
    describe: 'terminal, json, junit, html, diagram, har, github, sarif, badge; several with commas',
    group: 'Report:',
  },
  out: { type: 'string', requiresArg: true, describe: 'Folder for report files', group: 'Report:' },
  baseline: {
    type: 'string',
    requiresArg: true,
    describe: 'File of known failures, which do not fail the run',
    group: 'Report:',
  },
  'update-baseline': {
    type: 'boolean',
    describe: 'Bring the --baseline file up to date: new failures in, with reason TODO, what holds again out',
    group: 'Report:',
  },
  strict: { type: 'boolean', describe: 'A broken SHOULD fails the run too', group: 'Report:' },
  'show-secrets': {
    type: 'boolean',
    describe: 'Keep tokens and passwords readable; never in CI',
    group: 'Report:',
  },
} as const satisfies Record<string, import('yargs').Options>;

/** What was typed. */
export type RunFlags = InferredOptionTypes<typeof runOptions>;

type Defaulted = keyof typeof runDefaults;

/** All options, completed by the configuration file and the defaults. */
export type RunArguments = Omit<RunFlags, Defaulted> & {
  readonly [Key in Defaulted]-?: NonNullable<RunFlags[Key]>;
};

const configurationNote =
  'Options are also read from mcp-conformance.config.yaml (.json .ts .js) in this folder; flags win.';

export const runCommand: CommandModule<object, RunFlags> = {
  command: 'run',
  describe: 'Judge a provider, an MCP server, both, or a client; without options the embedded testbed',
  builder: (parser) =>
    parser
      .options(runOptions)
      .epilogue(`${configurationNote}\n\n${footer}`)
      .example('$0 run', 'judge the embedded provider, server and client')
      .example('$0 run --provider ./acme.provider.ts', 'judge your authorization server')
      .example('$0 run --provider ./acme.yaml --mode all --spec all', 'in every mode and revision')
      .example('$0 run --client "node my-client.mjs" --spec 2025-11-25', 'judge your MCP client')
      .example('$0 run --requirement as.pkce --fault as.pkce.*', 'see our own checks catch a fault')
      .example('$0 run --reporter junit --out reports', 'for CI'),
  handler: async (args) => {
    const { executeRun } = await import('../run/execute.ts');
    process.exitCode = await executeRun(args);
  },
};
