import type { CommandModule, InferredOptionTypes } from 'yargs';
import { revisions } from '../../catalogue/vocabulary.ts';
import { footer } from '../footer.ts';

const auditOptions = {
  targets: {
    type: 'string',
    requiresArg: true,
    describe: 'File with a URL on each line; # begins a comment, - is standard input',
    group: 'What is judged:',
  },
  spec: {
    type: 'string',
    requiresArg: true,
    default: 'latest',
    choices: [...revisions, 'latest', 'all'],
    describe: 'MCP revision',
    group: 'What is judged:',
  },
  concurrency: {
    type: 'number',
    requiresArg: true,
    default: 8,
    describe: 'Targets at a time; those of one host one after the other',
    group: 'How:',
  },
  'requests-per-second': {
    type: 'number',
    requiresArg: true,
    default: 5,
    describe: 'How fast a host may be asked',
    group: 'How:',
  },
  timeout: {
    type: 'number',
    requiresArg: true,
    default: 10_000,
    describe: 'Milliseconds for one exchange',
    group: 'How:',
  },
  'allow-private': {
    type: 'boolean',
    default: false,
    describe: 'Let names and documents lead into your own network',
    group: 'How:',
  },
  reporter: {
    requiresArg: true,
    choices: ['terminal', 'json', 'ndjson', 'html'] as const,
    default: 'terminal' as const,
    describe: 'ndjson: a line for each target as it comes; html: targets by requirements, with proofs',
    group: 'Report:',
  },
  out: {
    type: 'string',
    requiresArg: true,
    describe: 'Folder for a report.json of each target',
    group: 'Report:',
  },
  strict: { type: 'boolean', default: false, describe: 'A broken SHOULD fails too', group: 'Report:' },
} as const satisfies Record<string, import('yargs').Options>;

export type AuditArguments = InferredOptionTypes<typeof auditOptions> & {
  readonly urls: readonly string[] | undefined;
};

export const auditCommand: CommandModule<object, AuditArguments> = {
  command: 'audit [urls..]',
  describe: 'Judge MCP servers and issuers from outside: no login, discovery requests only',
  builder: (parser) =>
    parser
      .positional('urls', {
        type: 'string',
        array: true,
        describe: 'MCP endpoints, or issuers of authorization servers',
      })
      .options(auditOptions)
      .epilogue(footer)
      .example('$0 audit https://mcp.example.com/mcp', 'a server, and the issuers that it names')
      .example('$0 audit --targets servers.txt --out audit', 'many, with a report of each')
      .example('$0 audit --targets servers.txt --reporter ndjson', 'for programs') as never,
  handler: async (args) => {
    const { executeAudit } = await import('../audit/execute.ts');
    process.exitCode = await executeAudit(args);
  },
};
