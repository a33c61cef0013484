/** Writes an exchange as a curl command that a POSIX shell runs as it stands, with variables for secrets. */
import type { ReportExchange } from './schema.ts';
import { type Insertion, shellWord, variableOf } from './shell-words.ts';
import { placeholder } from './travelling-values.ts';

/** What curl says by itself and must not say twice. */
const ownHeaders = new Set(['host', 'content-length', 'connection', 'transfer-encoding', 'accept-encoding']);

/** What the shell puts into a text of the request; in forms and queries, values are percent-encoded. */
export type Insertions = (text: string, isEncoded: boolean) => readonly Insertion[];

/** The command for the request of an exchange. */
export function curlText(exchange: ReportExchange): string {
  return `curl --include --globoff ${curlWords(exchange, secretsIn).join(' \\\n  ')}`;
}

const secretsIn: Insertions = (text) =>
  (text.match(placeholder) ?? []).map((secret) => ({ text: secret, expression: `$${variableOf(secret)}` }));

/** The arguments of curl for a request, each option with its value. */
export function curlWords({ request }: ReportExchange, insertions: Insertions): string[] {
  const { method, url, headers, body } = request;
  const isDefault = method === (body ? 'POST' : 'GET');
  const isForm = headers.some(
    ([name, value]) => /^content-type$/i.test(name) && /x-www-form-urlencoded/i.test(value),
  );
  const word = (text: string, isEncoded = false) => shellWord(text, insertions(text, isEncoded));
  return [
    `${isDefault ? '' : `--request ${word(method)} `}${word(url, true)}`,
    ...headers.flatMap(([name, value]) => {
      if (ownHeaders.has(name.toLowerCase())) return [];
      const basic = /^authorization$/i.test(name) ? /^basic ([^\s:]*:.*)$/i.exec(value)?.[1] : undefined;
      // The recorder shows the credentials decoded; curl encodes them again.
      if (basic !== undefined) return [`--user ${word(basic)}`];
      return [`--header ${word(value === '' ? `${name};` : `${name}: ${value}`)}`];
    }),
    ...(body ? [`--data-raw ${word(body.text, isForm)}`] : []),
  ];
}
