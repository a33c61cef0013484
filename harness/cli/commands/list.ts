import type { CommandModule } from 'yargs';

const subjects = ['scenarios', 'requirements', 'faults', 'providers'] as const;

interface ListArguments {
  readonly what: (typeof subjects)[number];
  readonly coverage: boolean;
  readonly json: boolean;
}

export const listCommand: CommandModule<object, ListArguments> = {
  command: 'list <what>',
  describe: 'List scenarios, requirements, faults or providers',
  builder: (parser) =>
    parser
      .positional('what', { choices: subjects, demandOption: true, describe: 'What to list' })
      .option('coverage', {
        type: 'boolean',
        default: false,
        describe: 'Which requirements are proven both ways, and why others are not',
      })
      .option('json', { type: 'boolean', default: false, describe: 'As an array of rows with an id' })
      .example('$0 list requirements --coverage', 'what is checked, by which scenario, proven by which fault')
      .example('$0 list faults --json', 'for scripts') as never,
  handler: async (args) => {
    const { printList } = await import('../list/print-list.ts');
    await printList(args);
  },
};
