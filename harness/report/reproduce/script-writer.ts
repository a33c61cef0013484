import { curlWords, type Insertions } from '../curl-text.ts';
import { pathOf } from '../message-fields.ts';
import { plain } from '../plain-text.ts';
import type { ReportExchange } from '../schema.ts';
import { type Insertion, shellWord, variableOf } from '../shell-words.ts';
import { challengeOf } from './origins.ts';
import type { Need, Step } from './steps.ts';

/** Writes steps as lines of a shell script, and remembers which variable holds which value. */
export class ScriptWriter {
  readonly #parts: ReadonlyMap<string, string>;
  readonly #variables = new Map<string, string>();
  readonly #names = new Map<string, string>();
  readonly #outside: string[] = [];

  /** Takes the origins of the parts under test with the variable for each. */
  constructor(parts: ReadonlyMap<string, string>) {
    this.#parts = parts;
  }

  /** Where the parts are, unless whoever runs the script says otherwise. */
  parts(): string[] {
    return [...this.#parts].map(([origin, name]) => `${name}=\${${name}:-${shellWord(origin)}}`);
  }

  /** The variables that nothing in the report fills; complete when every step is written. */
  asked(): string[] {
    return this.#outside.map(
      (name) => `: "\${${name}:?nothing in the report gives this value; hand it over}"`,
    );
  }

  /** The lines of one step. */
  step(step: Step): string[] {
    return [...step.needs.flatMap((need) => this.#fetch(need)), titleOf(step), ...this.#act(step)];
  }

  /** The name under which the script keeps an answer. */
  nameOf({ id }: ReportExchange): string {
    const known = this.#names.get(id);
    if (known !== undefined) return known;
    const name = /^x\d+$/.test(id) ? id : `request${this.#names.size + 1}`;
    this.#names.set(id, name);
    return name;
  }

  #act(step: Step): string[] {
    const { exchange, kind, brings } = step;
    const insertions = this.#insertions(step);
    if (kind === 'request') {
      return [`call ${this.nameOf(exchange)} ${curlWords(exchange, insertions).join(' \\\n  ')}`];
    }
    const { url } = exchange.request;
    return [
      `visit ${shellWord(url, insertions(url, true))}`,
      ...brings.map(({ value, parameter }) =>
        this.#assign(value, `parameter ${shellWord(parameter)}`, 'the address has no such parameter'),
      ),
    ];
  }

  /** Brings a value into its variable, once. */
  #fetch({ value, origin }: Need): string[] {
    if (this.#variables.has(value)) return [];
    switch (origin.kind) {
      case 'verifier':
        return [this.#assign(value, `verifier ${origin.length}`, 'no random bytes')];
      case 'challenge': {
        // Of a verifier that is never sent only the challenge is known, and it stays as it was.
        const made = this.#variables.get(origin.verifier ?? '');
        const command = made === undefined ? `printf %s ${shellWord(origin.text)}` : `s256 "$${made}"`;
        return [this.#assign(value, command, 'no digest')];
      }
      case 'member': {
        const path = origin.path
          .map((name) => `[${/^\d+$/.test(name) ? name : JSON.stringify(name)}]`)
          .join('');
        const command = `member ${this.nameOf(origin.exchange)} ${shellWord(`.${path}`)}`;
        return [this.#assign(value, command, 'the answer has no such member')];
      }
      case 'header': {
        const command = `header ${this.nameOf(origin.exchange)} ${shellWord(origin.name)}`;
        return [this.#assign(value, command, 'the answer has no such header')];
      }
      case 'redirect': {
        // What a trip brings is in its variable already.
        const command = `redirected ${this.nameOf(origin.exchange)} ${shellWord(origin.parameter)}`;
        return [this.#assign(value, command, 'the redirect has no such parameter')];
      }
      case 'outside':
        this.#outside.push(this.#hold(value));
        return [];
    }
  }

  #assign(value: string, command: string, otherwise: string): string {
    const name = this.#hold(value);
    return `${name}=$(${command}); [ -n "$${name}" ] || fail ${shellWord(`${name}: ${otherwise}`)}`;
  }

  #hold(value: string): string {
    const taken = new Set(this.#variables.values());
    const wanted = value.startsWith('‹') ? variableOf(value) : 'CLIENT_ID';
    let name = wanted;
    for (let number = 2; taken.has(name); number += 1) name = `${wanted}_${number}`;
    this.#variables.set(value, name);
    return name;
  }

  #insertions({ exchange, needs }: Step): Insertions {
    const challenge = challengeOf(exchange);
    // The verifier of a challenge is no part of the request that it is made for.
    const verifier =
      challenge === null ? undefined : needs.findLast(({ value }) => value.startsWith('‹code verifier '));
    return (_text, isEncoded) => {
      const held = [...this.#variables].map(([value, name]): Insertion => {
        return { text: value, expression: isEncoded ? `$(encoded "$${name}")` : `$${name}` };
      });
      const parts = [...this.#parts].flatMap(([origin, name]): Insertion[] => [
        { text: origin, expression: `$${name}` },
        { text: encodeURIComponent(origin), expression: `$(encoded "$${name}")` },
      ]);
      const made = verifier === undefined ? undefined : this.#variables.get(verifier.value);
      if (made === undefined || challenge === null) return [...held, ...parts];
      return [...held, ...parts, { text: challenge, expression: `$(s256 "$${made}")` }];
    };
  }
}

function titleOf({ exchange, part }: Step): string {
  const { id, note, from, request } = exchange;
  const role = part === 'before' ? '' : `${part}: `;
  const words = [
    `${role}${id}`,
    `${from},`,
    request.method,
    pathOf(request.url),
    note === '' ? '' : `(${note})`,
  ];
  return `# ${plain(words.filter(Boolean).join(' '))}`;
}
