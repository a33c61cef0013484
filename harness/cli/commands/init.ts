import type { Argv, CommandModule } from 'yargs';

const force = { type: 'boolean', default: false, describe: 'Overwrite a file that is there' } as const;

/** Files to begin with. */
export const initCommand: CommandModule = {
  command: 'init',
  describe: 'Write a provider definition or a CI workflow to begin with',
  builder: (parser) =>
    withFiles(parser)
      .demandCommand(1, 'Which file? Try: mcp-conformance init provider')
      .example('$0 init provider --issuer https://auth.acme.example', 'filled in from its metadata')
      .example('$0 init ci', 'a workflow for GitHub Actions'),
  handler: () => undefined,
};

function withFiles(parser: Argv): Argv {
  return parser
    .command(
      'provider [file]',
      'A commented definition of your authorization server',
      (sub) =>
        sub
          .positional('file', {
            type: 'string',
            describe: 'Ends in .yaml, .ts or .js; NAME.provider.yaml when left out',
          })
          .option('issuer', {
            type: 'string',
            requiresArg: true,
            describe: 'Read the metadata of this issuer, and fill in what it says',
          })
          .option('name', { type: 'string', requiresArg: true, describe: 'What reports call it' })
          .option('format', {
            requiresArg: true,
            choices: ['yaml', 'ts'] as const,
            describe: 'Where no file is named',
          })
          .option('timeout', {
            type: 'number',
            requiresArg: true,
            default: 10_000,
            describe: 'Milliseconds to wait for the metadata',
          })
          .option('force', force)
          .example('$0 init provider --issuer https://auth.acme.example', 'writes acme.provider.yaml')
          .example('$0 init provider conformance/acme.provider.ts', 'in TypeScript, to be filled in'),
      async (args) => {
        const { initProvider } = await import('../init/provider.ts');
        await initProvider(args);
      },
    )
    .command(
      'ci',
      'A workflow for GitHub Actions: .github/workflows/mcp-conformance.yml',
      (sub) =>
        sub
          .option('provider', {
            type: 'string',
            requiresArg: true,
            describe:
              'Whom it judges; as the configuration file says, or the only *.provider.* file here or in conformance/, when left out',
          })
          .option('server', { type: 'string', requiresArg: true, describe: 'URL of an MCP server to judge' })
          .option('force', force)
          .example('$0 init ci --provider conformance/acme.provider.yaml', 'with the secrets it needs'),
      async (args) => {
        const { initCi } = await import('../init/ci.ts');
        await initCi(args);
      },
    );
}
