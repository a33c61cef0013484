import type { CommandModule } from 'yargs';

interface ExplainArguments {
  readonly id: string;
}

export const explainCommand: CommandModule<object, ExplainArguments> = {
  command: 'explain <id>',
  describe: 'Explain a requirement, a scenario or a fault',
  builder: (parser) =>
    parser
      .positional('id', { type: 'string', demandOption: true, describe: 'Requirement, scenario or fault' })
      .example('$0 explain as.token.code-single-use', 'what it asks, why, how we find out, how to fix it')
      .example('$0 explain as.pkce', 'everything below a prefix, one line each') as never,
  handler: async ({ id }) => {
    const { printExplanation } = await import('../explain/print-explanation.ts');
    await printExplanation(id);
  },
};
