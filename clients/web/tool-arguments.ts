import type { ListedTool } from './sessions.ts';

/** One argument of a tool, as a form asks for it. */
export interface ToolField {
  readonly name: string;
  readonly kind: 'text' | 'number' | 'boolean' | 'choice' | 'json';
  readonly isRequired: boolean;
  readonly description: string | null;
  /** The values of a choice. */
  readonly choices: readonly string[];
}

/** The fields of a tool's form: what its schema says, simple types as such and everything else as JSON. */
export function fieldsOf({ inputSchema }: ListedTool): ToolField[] {
  const properties = record(inputSchema['properties']);
  const required = Array.isArray(inputSchema['required']) ? inputSchema['required'] : [];
  return Object.entries(properties).map(([name, schema]) => {
    const { type, enum: values, description } = record(schema);
    const choices = Array.isArray(values) && values.every((value) => typeof value === 'string') ? values : [];
    return {
      name,
      kind: choices.length > 0 ? 'choice' : kindOf(type),
      isRequired: required.includes(name),
      description: typeof description === 'string' ? description : null,
      choices,
    };
  });
}

function kindOf(type: unknown): ToolField['kind'] {
  if (type === 'string') return 'text';
  if (type === 'number' || type === 'integer') return 'number';
  return type === 'boolean' ? 'boolean' : 'json';
}

/** The name of a field in the form that is sent. */
export const fieldName = (name: string) => `argument.${name}`;

export type ReadArguments =
  | { readonly ok: true; readonly args: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly problem: string };

/** Reads the arguments of a tool call out of a form; what was left empty and is not required is left out. */
export function readArguments(tool: ListedTool, form: Readonly<Record<string, unknown>>): ReadArguments {
  const args: [string, unknown][] = [];
  for (const field of fieldsOf(tool)) {
    const given = form[fieldName(field.name)];
    const text = typeof given === 'string' ? given : '';
    if (field.kind === 'boolean') args.push([field.name, text !== '']);
    else if (text === '' && !field.isRequired) continue;
    else {
      const value = parse(field, text);
      if (value === undefined) return { ok: false, problem: `${field.name}: ${wanted[field.kind]}` };
      args.push([field.name, value]);
    }
  }
  return { ok: true, args: Object.fromEntries(args) };
}

const wanted: Readonly<Record<ToolField['kind'], string>> = {
  text: 'is text',
  number: 'is not a number',
  boolean: 'is yes or no',
  choice: 'is none of the choices',
  json: 'is not JSON',
};

function parse({ kind, choices }: ToolField, text: string): unknown {
  if (kind === 'number')
    return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
  if (kind === 'choice') return choices.includes(text) ? text : undefined;
  if (kind !== 'json') return text;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
