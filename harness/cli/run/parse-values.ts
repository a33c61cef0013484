/** Values of options that yargs takes as they are; each throws a `UsageError` that names the option. */
import { quote, UsageError } from '../../define/error.ts';

/** The URL of an MCP server, as it was typed. */
export function serverUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:/.test(text)) {
    throw new UsageError('server', `--server ${quote(text)}: not an http or https URL`);
  }
  return text;
}

/** A whole number above 0. */
export function positive(flag: string, value: number | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (Number.isInteger(value) && value > 0) return value;
  const given = Number.isNaN(value) ? '' : ` ${value}`;
  throw new UsageError('number', `${flag}${given}: takes a whole number above 0`);
}

/** The I-th of N parts. */
export function shardOf(text: string): { index: number; of: number } {
  const [, index, of] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (shard.index >= 1 && shard.index <= shard.of) return shard;
  throw new UsageError('shard', `--shard ${quote(text)}: takes I/N with I from 1 to N, for instance 1/3`);
}
