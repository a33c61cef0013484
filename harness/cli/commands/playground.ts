import type { CommandModule } from 'yargs';

interface PlaygroundArguments {
  readonly port: number | undefined;
  readonly profile: string | undefined;
}

export const playgroundCommand: CommandModule<object, PlaygroundArguments> = {
  command: 'playground',
  describe: 'Watch flows happen, switch faults on, connect a client of your own',
  builder: (parser) =>
    parser
      .option('port', { type: 'number', describe: 'Port on 127.0.0.1; a free one when left out' })
      .option('profile', { type: 'string', describe: 'A set-up to begin with' })
      .example('$0 playground', 'everything embedded, in your browser')
      .example(
        '$0 playground --profile careless-provider',
        'begin with a provider that is not careful',
      ) as never,
  handler: async (args) => {
    const { playground } = await import('../playground/playground.ts');
    await playground(args);
  },
};
