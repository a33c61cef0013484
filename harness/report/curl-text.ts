/** Writes an exchange as a curl command that a POSIX shell runs as it stands, with variables for secrets. */
import type { ReportExchange } from './schema.ts';
import { placeholder } from './travelling-values.ts';

/** What curl says by itself and must not say twice. */
const ownHeaders = new Set(['host', 'content-length', 'connection', 'transfer-encoding', 'accept-encoding']);

/** The command for the request of an exchange. */
export function curlText({ request }: ReportExchange): string {
  const { method, url, headers, body } = request;
  const isDefault = method === (body ? 'POST' : 'GET');
  return [
    `curl --include --globoff${isDefault ? '' : ` --request ${word(method)}`} ${word(url)}`,
    ...headers
      .filter(([name]) => !ownHeaders.has(name.toLowerCase()))
      .map(([name, value]) => `--header ${word(value === '' ? `${name};` : `${name}: ${value}`)}`),
    ...(body ? [`--data-raw ${word(body.text)}`] : []),
  ].join(' \\\n  ');
}

/** The shell variable that stands for a placeholder: `‹access token #2›` is `$ACCESS_TOKEN_2`. */
function variableOf(text: string): string {
  return text
    .slice(1, -1)
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '_');
}

/** A word in single quotes; placeholders leave them for a variable in double quotes. */
function word(text: string): string {
  const quoted = text
    .replaceAll('\0', '')
    .replaceAll("'", `'\\''`)
    .replaceAll(placeholder, (secret) => `'"$${variableOf(secret)}"'`);
  return `'${quoted}'`.replace(/^''(?=")/, '').replace(/(?<=")''$/, '');
}
