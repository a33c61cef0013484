import type { CommandModule } from 'yargs';

interface ServeArguments {
  readonly part: 'provider' | 'server' | 'client' | 'demo';
  readonly only: 'client' | 'server' | undefined;
  readonly port: number | undefined;
  readonly provider: string | undefined;
  readonly fault: readonly string[] | undefined;
  readonly resource: readonly string[] | undefined;
  readonly spec: string;
  readonly 'server-variant': string | undefined;
  readonly offline: boolean | undefined;
  readonly 'token-format': 'jwt' | 'opaque' | undefined;
  readonly 'allow-production': boolean | undefined;
  readonly 'ca-file': string | undefined;
}

export const serveCommand: CommandModule<object, ServeArguments> = {
  command: 'serve <part>',
  describe: 'Run a reference part on its own',
  builder: (parser) =>
    parser
      .positional('part', {
        choices: ['provider', 'server', 'client', 'demo'] as const,
        demandOption: true,
        describe: 'Which part; client: the web client, demo: it and an MCP server together',
      })
      .option('port', {
        type: 'number',
        requiresArg: true,
        describe: 'Port; when left out a free one, for the client PORT or 3000',
      })
      .option('only', {
        type: 'string',
        requiresArg: true,
        choices: ['client', 'server'] as const,
        describe: 'demo: one of its two apps',
      })
      .option('provider', {
        type: 'string',
        requiresArg: true,
        describe: 'server, demo: the provider whose tokens it accepts (name or file)',
      })
      .option('resource', {
        type: 'string',
        requiresArg: true,
        array: true,
        describe: 'provider: MCP endpoints it issues tokens for',
      })
      .option('spec', {
        type: 'string',
        requiresArg: true,
        default: 'all',
        describe: 'server, demo: MCP revision, or all',
      })
      .option('server-variant', {
        type: 'string',
        describe: 'server, demo: which of those that come with the provider; the reference server has none',
      })
      .option('offline', { type: 'boolean', describe: 'A stand-in for the provider: no network and no keys' })
      .option('token-format', {
        type: 'string',
        choices: ['jwt', 'opaque'] as const,
        describe: 'Access tokens that the stand-in issues',
      })
      .option('ca-file', {
        type: 'string',
        describe: "Where to write the stand-in's CA certificate, for NODE_EXTRA_CA_CERTS of clients",
      })
      .option('allow-production', { type: 'boolean', describe: 'Use keys of a production instance' })
      .option('fault', {
        type: 'string',
        requiresArg: true,
        array: true,
        describe: 'Switch a fault on (id, prefix or glob)',
      })
      .example(
        '$0 serve provider --port 9000 --resource http://127.0.0.1:8080/mcp',
        'a mock provider for your server',
      )
      .example('$0 serve server --provider ./acme.yaml', 'an MCP server that trusts your provider')
      .example('$0 serve provider --fault as.iss.missing', 'a provider that does one thing wrong') as never,
  handler: async (args) => {
    const { part } = args;
    if (part === 'client' || part === 'demo') {
      const { serveDemo } = await import('../serve/demo.ts');
      return serveDemo({ ...args, only: part === 'client' ? 'client' : args.only });
    }
    const { serve } = await import('../serve/serve.ts');
    await serve({ ...args, part });
  },
};
