import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Programs that take the place of those that open a browser. */
export interface Openers {
  /** To stand first in `PATH`. */
  readonly folder: string;
  /** For `BROWSER`. */
  readonly browser: string;
  /** Whether the client opens the browser by them; not known before it has. */
  isUsed: boolean;
  readonly remove: () => void;
}

/** Where an opener hands its URL to: a variable of the client's process, which its children inherit. */
export const deskVariable = 'MCP_CONFORMANCE_BROWSER_DESK';

const names = ['xdg-open', 'open', 'gnome-open', 'sensible-browser', 'x-www-browser', 'www-browser'];

const script = `const url = process.argv.slice(2).find((word) => !word.startsWith('-'));
const desk = process.env.${deskVariable};
if (!url || !desk) process.exit(4);
fetch(desk, { method: 'POST', body: url }).then(({ ok }) => process.exit(ok ? 0 : 4), () => process.exit(4));
`;

/** Writes the programs into a folder of their own. */
export function writeOpeners(): Openers {
  const folder = mkdtempSync(path.join(tmpdir(), 'mcp-conformance-openers-'));
  const file = path.join(folder, 'open-browser.cjs');
  writeFileSync(file, script);
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  for (const name of names) {
    const program = path.join(folder, name);
    writeFileSync(program, `#!/bin/sh\nexec ${quoted(process.execPath)} ${quoted(file)} "$@"\n`);
    chmodSync(program, 0o700);
  }
  return {
    folder,
    browser: path.join(folder, 'xdg-open'),
    isUsed: false,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
