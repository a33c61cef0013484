import { z } from 'zod';
import type { ListedTool, SignedInUser } from './sessions.ts';

const toolsSchema = z.object({
  tools: z.array(
    z.object({
      name: z.string(),
      description: z.string().default(''),
      inputSchema: z.record(z.string(), z.unknown()).default({}),
    }),
  ),
});

/** The tools of an answer to `tools/list`; the SDK has checked its shape. */
export function readTools(answer: unknown): ListedTool[] {
  return toolsSchema.parse(answer).tools;
}

/** What a tool answered, for people. */
export interface ToolResult {
  readonly isError: boolean;
  /** The data, where there is some: structured, or text that is a JSON object. */
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly texts: readonly string[];
  readonly user: SignedInUser | null;
}

const resultSchema = z.object({
  isError: z.boolean().optional(),
  structuredContent: z.record(z.string(), z.unknown()).optional(),
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })).default([]),
});

/** Reads an answer to `tools/call`. */
export function readResult(answer: unknown): ToolResult {
  const { isError = false, structuredContent, content } = resultSchema.parse(answer);
  const texts = content.map(({ type, text }) => text ?? `(${type}, which this page does not show)`);
  const data = structuredContent ?? objectIn(texts[0]);
  return { isError, data, texts, user: isError || data === null ? null : userIn(data) };
}

function objectIn(text: string | undefined): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** The tool that says who is signed in, by its name: it needs no argument. */
export function identityTool(tools: readonly ListedTool[]): ListedTool | null {
  const named = /^(whoami|who_am_i|me|userinfo|get_(\w+_)?user(_data|_info)?)$/i;
  const needsNothing = ({ inputSchema }: ListedTool) =>
    !(inputSchema['required'] as unknown[] | undefined)?.length;
  return tools.find((tool) => named.test(tool.name) && needsNothing(tool)) ?? null;
}

/** Who the data is about, in the spellings of common user records; `null` where it is about no user. */
export function userIn(data: Readonly<Record<string, unknown>>): SignedInUser | null {
  const first = (...names: string[]) =>
    names.map((name) => text(data[name])).find((found) => found !== null) ?? null;
  const id = first('id', 'subject', 'sub', 'user_id', 'userId');
  const parts = [
    first('firstName', 'first_name', 'given_name'),
    first('lastName', 'last_name', 'family_name'),
  ];
  const name = first('name', 'fullName', 'full_name') ?? (parts.filter(Boolean).join(' ') || null);
  const email = first('email', 'emailAddress', 'email_address') ?? listedEmail(data);
  return id === null || (name === null && email === null) ? null : { id, name, email };
}

function listedEmail(data: Readonly<Record<string, unknown>>): string | null {
  const listed = data['emailAddresses'] ?? data['email_addresses'];
  const entry = Array.isArray(listed) ? (listed[0] as Record<string, unknown> | undefined) : undefined;
  return text(entry?.['emailAddress'] ?? entry?.['email_address']);
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
