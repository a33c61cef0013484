import { z } from 'zod';
import type { Caller } from './bearer.ts';
import type { FaultyResourceServer } from './faulty.ts';

/** What a tool answers: text for people, the same as data for programs. */
export interface ToolAnswer {
  readonly [key: string]: unknown;
  readonly content: { readonly type: 'text'; readonly text: string }[];
  readonly structuredContent?: Record<string, unknown>;
  readonly isError?: boolean;
}

export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly input: Record<string, z.ZodType>;
  readonly run: (args: Record<string, unknown>, caller: Caller) => ToolAnswer;
}

/** What the tools of one server remember: notes and handles, each of one user. */
export interface Memory {
  readonly notes: Map<string, string[]>;
  readonly handles: Map<string, string>;
}

export function emptyMemory(): Memory {
  return { notes: new Map(), handles: new Map() };
}

const answer = (data: Record<string, unknown>): ToolAnswer => ({
  content: [{ type: 'text', text: JSON.stringify(data) }],
  structuredContent: data,
});

/** The tools of both wires. */
export function toolsOf(memory: Memory, policy: FaultyResourceServer): Tool[] {
  const notesOf = (subject: string) => memory.notes.get(subject) ?? [];
  return [
    {
      name: 'whoami',
      description: 'Shows who is signed in, and with which scopes.',
      input: {},
      run: (_args, { clientId, scopes, extra: { verified } }) => {
        const { claims, user, subject } = verified;
        const name = user?.name ?? claims['name'] ?? subject;
        const email = user?.email ?? claims['email'] ?? null;
        return answer({ subject, name, email, client_id: clientId, scopes });
      },
    },
    {
      name: 'write_note',
      description: 'Writes a note for the signed-in user.',
      input: { text: z.string().max(1000) },
      run: ({ text }, { extra: { verified } }) => {
        memory.notes.set(verified.subject, [...notesOf(verified.subject), String(text)].slice(-100));
        return answer({ written: true });
      },
    },
    {
      name: 'read_notes',
      description: 'Shows the notes of the signed-in user.',
      input: {},
      run: (_args, { extra: { verified } }) => answer({ notes: notesOf(verified.subject) }),
    },
    {
      name: 'open_handle',
      description: 'Opens a handle that keeps state for the signed-in user.',
      input: {},
      run: (_args, { extra: { verified } }) => {
        const handle = policy.newHandle();
        memory.handles.set(handle, verified.subject);
        return answer({ handle });
      },
    },
    {
      name: 'read_handle',
      description: 'Reads the state behind a handle of the signed-in user.',
      input: { handle: z.string() },
      run: ({ handle }, { extra: { verified } }) => {
        const owner = memory.handles.get(String(handle));
        if (owner === undefined || !policy.handleServes(owner, verified.subject)) {
          return { content: [{ type: 'text', text: 'There is no such handle.' }], isError: true };
        }
        return answer({ owner });
      },
    },
  ];
}
