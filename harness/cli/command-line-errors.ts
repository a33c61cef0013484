import type { Argv } from 'yargs';
import { nearest } from '../catalogue/select.ts';
import { quote, UsageError } from '../define/error.ts';

/** The commands, as they are typed. */
export const commandNames = [
  'run',
  'audit',
  'playground',
  'serve',
  'list',
  'explain',
  'report',
  'init',
] as const;

/** The actions of those commands that have some. */
const actionsOf: Readonly<Record<string, readonly string[]>> = {
  report: ['show', 'open', 'diff', 'merge', 'har', 'reproduce'],
  init: ['provider', 'ci'],
};

const missingWord: Readonly<Record<string, string>> = {
  'report diff': 'which reports? The earlier one, and the later one unless that is the last run',
  'report merge': 'which reports?',
  'report har': 'which requirement?',
  'report reproduce': 'which requirement?',
  serve: 'which part? provider, server, client or demo',
  list: 'what? scenarios, requirements, faults or providers',
  explain: 'what? The id of a requirement, a scenario or a fault; mcp-conformance list prints them',
};

interface Known {
  readonly key: Readonly<Record<string, unknown>>;
  readonly array: readonly string[];
}

/** Turns what yargs says of a wrong command line into an error that says what, where and what to do. */
export function usageFromYargs(message: string, parser: Argv, args: readonly string[]): UsageError {
  const command = commandOf(args);
  const see = `See mcp-conformance ${command ? `${command} ` : ''}--help.`;
  return new UsageError('command', `${explain(message, parser, args, command)}\n${see}`);
}

function commandOf([first, second]: readonly string[]): string | undefined {
  const command = commandNames.find((name) => name === first);
  const action = actionsOf[command ?? '']?.find((name) => name === second);
  return action === undefined ? command : `${command} ${action}`;
}

function explain(message: string, parser: Argv, args: readonly string[], command?: string): string {
  const unknown = /^Unknown (?:argument|command)s?: (.+)$/.exec(message)?.[1]?.split(', ');
  if (unknown) return unknownWord(unknown, parser, args, command);
  const wrongValue = /Argument: (\S+), Given: (.*), Choices: (.*)$/m.exec(message);
  if (wrongValue) return notAmong(wrongValue, parser);
  const valueless = /^Not enough arguments following: (\S+)$/.exec(message)?.[1];
  if (valueless) return `--${valueless}: takes a value`;
  if (/^Not enough non-option arguments/.test(message))
    return `${command}: ${missingWord[command ?? ''] ?? message}`;
  return message;
}

function unknownWord(
  unknown: readonly string[],
  parser: Argv,
  args: readonly string[],
  command?: string,
): string {
  const wrong = unknown.find((name) => !name.includes('=')) ?? unknown[0] ?? '';
  const isOption = args.some(
    (word) => word.replace(/^--?(no-)?/, '').split('=')[0] === wrong && word !== wrong,
  );
  if (isOption) {
    const near = nearest(
      wrong,
      Object.keys(known(parser).key).filter((name) => name.length > 1),
    );
    return `unknown option --${wrong}.${guess(near.map((name) => `--${name}`))}`;
  }
  const actions = actionsOf[command ?? ''];
  if (actions) {
    const near = nearest(wrong, actions);
    return `${command}: there is no action ${quote(wrong)}.${guess(near.length > 0 ? near : actions)}`;
  }
  if (command) return `${command}: unexpected argument ${quote(wrong)}.`;
  const near = nearest(wrong, commandNames);
  return `there is no command ${quote(wrong)}.${guess(near.length > 0 ? near : commandNames)}`;
}

function notAmong([, name = '', given = '', choices = '']: RegExpExecArray, parser: Argv): string {
  const names = choices.split(', ').map((choice) => choice.replace(/^"|"$/g, ''));
  const near = nearest(given.replace(/^"|"$/g, ''), names);
  const shown = name in known(parser).key && !positional(name) ? `--${name} ${given}` : given;
  return `${shown}: takes one of ${names.join(', ')}.${guess(near)}`;
}

const positional = (name: string) => name === 'what' || name === 'part';

function guess(near: readonly string[]): string {
  return near.length > 0 ? ` Did you mean ${near.join(', ')}?` : '';
}

/** The check that an option for one value is given once; yargs would make a list of the values. */
export function givenOnce(parsed: Readonly<Record<string, unknown>>, parser: Argv): true {
  const lists = known(parser).array;
  const twice = Object.keys(parsed).find(
    (name) => Array.isArray(parsed[name]) && name !== '_' && !lists.includes(name),
  );
  if (twice !== undefined) throw new UsageError('command', `--${twice}: takes one value, and is given twice`);
  return true;
}

/** What yargs knows of the command under way; it has no public way to ask. */
function known(parser: Argv): Known {
  return (parser as unknown as { getOptions: () => Known }).getOptions();
}
