/** One challenge of a `WWW-Authenticate` header (RFC 9110 §11.6.1). */
export interface Challenge {
  /** As written. */
  readonly scheme: string;
  /** Unquoted values by lower-case name; the first one when a name is repeated. */
  readonly parameters: ReadonlyMap<string, string>;
  /** What breaks the grammar, in words; empty when the challenge is well-formed. */
  readonly defects: readonly string[];
}

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+/;
const token68 = /^[A-Za-z0-9\-._~+/]+=*(?=\s*(,|$))/;
const quoted = /^"((?:[\t \x21\x23-\x5b\x5d-\x7e\x80-\uffff]|\\[\t \x21-\x7e\x80-\uffff])*)"/;

/** Parses header lines into challenges; what breaks the grammar is noted and skipped, never thrown. */
export function parseChallenges(lines: readonly string[]): Challenge[] {
  return lines.flatMap(parseLine);
}

interface Draft {
  scheme: string;
  parameters: Map<string, string>;
  defects: string[];
}

function parseLine(line: string): Draft[] {
  const challenges: Draft[] = [];
  let rest = line;
  for (;;) {
    rest = rest.replace(/^[\s,]+/, '');
    if (rest === '') return challenges;
    const name = token.exec(rest)?.[0];
    if (!name) {
      const stray = rest.split(',', 1)[0] ?? rest;
      challenges
        .at(-1)
        ?.defects.push(`characters outside the grammar: ${JSON.stringify(stray.slice(0, 40))}`);
      rest = rest.slice(Math.max(stray.length, 1));
      continue;
    }
    rest = rest.slice(name.length);
    const current = challenges.at(-1);
    if (current && /^\s*=(?!=)/.test(rest)) rest = parseParameter(current, name, rest);
    else rest = openChallenge(challenges, name, rest);
  }
}

function openChallenge(challenges: Draft[], scheme: string, rest: string): string {
  const challenge: Draft = { scheme, parameters: new Map(), defects: [] };
  challenges.push(challenge);
  if (rest !== '' && !/^[\s,]/.test(rest)) challenge.defects.push(`no space after the scheme ${scheme}`);
  const start = rest.replace(/^ +/, '');
  const blob = token68.exec(start)?.[0];
  const isParameter = token.test(start) && /^[^\s,=]+\s*=\s*[^=\s,]/.test(start);
  return blob && !isParameter && start !== rest ? start.slice(blob.length) : start;
}

function parseParameter(challenge: Draft, name: string, rest: string): string {
  const text = rest.replace(/^\s*=\s*/, '');
  const key = name.toLowerCase();
  if (challenge.parameters.has(key)) challenge.defects.push(`${key} is repeated`);
  const string = quoted.exec(text);
  const bare = string ? null : (/^[^\s,]*/.exec(text)?.[0] ?? '');
  const value = string ? (string[1] ?? '').replace(/\\(.)/g, '$1') : (bare ?? '');
  if (!challenge.parameters.has(key)) challenge.parameters.set(key, value);
  if (bare !== null && token.exec(bare)?.[0] !== bare) {
    challenge.defects.push(
      `${key} has an unquoted value that is not a token: ${JSON.stringify(bare.slice(0, 60))}`,
    );
  }
  const after = text.slice(string ? string[0].length : (bare ?? '').length);
  if (after !== '' && !/^\s*(,|$)/.test(after)) challenge.defects.push(`no comma after ${key}`);
  return after;
}
