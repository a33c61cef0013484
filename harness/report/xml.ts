/** Writes XML 1.0 as text. */

export type XmlAttributes = Readonly<Record<string, string | number>>;

export interface XmlElement {
  readonly name: string;
  readonly attributes: XmlAttributes;
  /** Elements inside it, or text that is kept to the letter. */
  readonly content: readonly XmlElement[] | string;
}

/** What XML 1.0 §2.2 has no place for, not even as a reference. */
const illegal = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** An element. */
export function xmlElement(
  name: string,
  attributes: XmlAttributes = {},
  content: XmlElement['content'] = [],
): XmlElement {
  return { name, attributes, content };
}

/** A whole document. */
export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elementText(root, '')}\n`;
}

function elementText({ name, attributes, content }: XmlElement, indent: string): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${attributeText(`${value}`)}"`);
  const tag = name + pairs.join('');
  if (content.length === 0) return `${indent}<${tag}/>`;
  if (typeof content === 'string') return `${indent}<${tag}>${plainContent(content)}</${name}>`;
  const children = content.map((child) => elementText(child, `${indent}  `));
  return `${indent}<${tag}>\n${children.join('\n')}\n${indent}</${name}>`;
}

const reference = (character: string) => references[character] ?? '';

const plainContent = (text: string) => text.replaceAll(illegal, '\ufffd').replaceAll(/[&<>\r]/g, reference);

const attributeText = (text: string) =>
  text.replaceAll(illegal, '\ufffd').replaceAll(/[&<>"'\t\n\r]/g, reference);
