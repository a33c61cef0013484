/** Reads XML strictly enough to tell whether what we write is well-formed. */

export interface XmlTree {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlTree[];
  text: string;
}

const illegal = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const token = /<(\/?)([A-Za-z][\w.-]*)((?:\s+[A-Za-z_][\w.-]*="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
const reference = /&(?:(amp|lt|gt|quot|apos)|#(\d+));/g;
const names: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Parses a document into its root, or throws where it is not well-formed. */
export function parseXml(document: string): XmlTree {
  if (illegal.test(document)) throw new Error('a character that XML 1.0 does not allow');
  const text = document.replace(/^<\?xml [^>]*\?>\s*/, '').trimEnd();
  const top: XmlTree = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  let position = 0;
  while (position < text.length) {
    token.lastIndex = position;
    const match = token.exec(text);
    if (!match) throw new Error(`not well-formed at ${JSON.stringify(text.slice(position, position + 60))}`);
    place(match, open);
    position = token.lastIndex;
  }
  const [root, ...others] = top.children;
  if (open.length !== 1 || !root || others.length > 0 || top.text !== '')
    throw new Error('not one root element');
  return root;
}

function place([, slash, name = '', attributes = '', empty, text]: RegExpExecArray, open: XmlTree[]): void {
  const parent = open.at(-1);
  if (!parent) throw new Error('text after the root element');
  if (text !== undefined) parent.text += resolve(text);
  else if (slash) {
    if (open.pop()?.name !== name) throw new Error(`</${name}> closes another element`);
  } else {
    const element = { name, attributes: attributesOf(attributes), children: [], text: '' };
    parent.children.push(element);
    if (!empty) open.push(element);
  }
}

function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(/([A-Za-z_][\w.-]*)="([^"]*)"/g)) {
    if (name in attributes) throw new Error(`${name} occurs twice`);
    attributes[name] = resolve(value);
  }
  return attributes;
}

function resolve(text: string): string {
  if (text.replaceAll(reference, '').includes('&')) throw new Error(`a bare & in ${JSON.stringify(text)}`);
  return text.replaceAll(reference, (_, name: string | undefined, code: string) =>
    name ? (names[name] ?? '') : String.fromCodePoint(Number(code)),
  );
}

/** All elements of a name below another, in document order. */
export function findAll(tree: XmlTree, name: string): XmlTree[] {
  return tree.children.flatMap((child) => [...(child.name === name ? [child] : []), ...findAll(child, name)]);
}
