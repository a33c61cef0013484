import { createHash } from 'node:crypto';

/** What can be said of a secret without telling it. */
export interface SecretFacts {
  readonly kind: string;
  /** Length in characters. */
  readonly length: number;
  /** Whether every character is unreserved in the sense of RFC 3986 §2.3, as RFC 7636 §4.1 asks of verifiers. */
  readonly unreserved: boolean;
  /** BASE64URL(SHA-256), for code verifiers only: the S256 challenge that belongs to it (RFC 7636 §4.2). */
  readonly s256?: string;
  /** Header and claims when the secret is a JWT. */
  readonly jwt?: {
    readonly header: Readonly<Record<string, unknown>>;
    readonly claims: Readonly<Record<string, unknown>>;
  };
}

/** Shorter values are hidden only where they stand in a field, lest ordinary words vanish from prose. */
const searchableLength = 16;

/**
 * Gives every secret of a trace a stable placeholder, so that two uses of one value stay recognisable.
 *
 * The ledger is the only place that maps values to placeholders; it is never written out.
 */
export class SecretLedger {
  readonly #placeholders = new Map<string, string>();
  readonly #facts = new Map<string, SecretFacts>();
  readonly #counts = new Map<string, number>();
  readonly #searchable: [needle: string, placeholder: string][] = [];

  /** The placeholder of a value, made at its first use. `kind` is a word such as `access token`. */
  placeholder(kind: string, value: string): string {
    const known = this.#placeholders.get(value);
    if (known) return known;
    const number = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, number);
    const placeholder = `‹${kind} #${number}›`;
    this.#placeholders.set(value, placeholder);
    this.#facts.set(placeholder, factsOf(kind, value));
    if (value.length >= searchableLength) this.#remember(value, placeholder);
    return placeholder;
  }

  /** Replaces every known secret that stands somewhere in a text. */
  hide(text: string): string {
    let hidden = text;
    for (const [needle, placeholder] of this.#searchable) {
      if (hidden.includes(needle)) hidden = hidden.replaceAll(needle, placeholder);
    }
    return hidden;
  }

  /** Facts by placeholder, for rules and reports. */
  get facts(): ReadonlyMap<string, SecretFacts> {
    return this.#facts;
  }

  #remember(value: string, placeholder: string): void {
    const spellings = new Set([value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)]);
    for (const spelling of spellings) this.#searchable.push([spelling, placeholder]);
    this.#searchable.sort(([a], [b]) => b.length - a.length);
  }
}

function factsOf(kind: string, value: string): SecretFacts {
  const jwt = decodeJwt(value);
  return {
    kind,
    length: value.length,
    unreserved: /^[A-Za-z0-9\-._~]*$/.test(value),
    ...(kind === 'code verifier' ? { s256: createHash('sha256').update(value).digest('base64url') } : {}),
    ...(jwt ? { jwt } : {}),
  };
}

/** Header and claims of a compact JWT (RFC 7519 §3), unverified, or `null` when it is none. */
export function decodeJwt(value: string): NonNullable<SecretFacts['jwt']> | null {
  const parts = value.split('.');
  if (parts.length !== 3) return null;
  const header = decodePart(parts[0]);
  const claims = decodePart(parts[1]);
  return header && claims ? { header, claims } : null;
}

function decodePart(part: string | undefined): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
