/** Markup that is safe to send: whatever was put into it has been escaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

type Insertion = string | Html | null | false | readonly Insertion[];

/** Builds markup from a template; strings are escaped, markup is kept, `null` and `false` vanish. */
export function html(strings: TemplateStringsArray, ...insertions: readonly Insertion[]): Html {
  const written = insertions.map(write);
  return new Html(strings.map((part, index) => part + (written[index] ?? '')).join(''));
}

function write(insertion: Insertion): string {
  if (insertion === null || insertion === false) return '';
  if (insertion instanceof Html) return insertion.text;
  return typeof insertion === 'string' ? escapeText(insertion) : insertion.map(write).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
