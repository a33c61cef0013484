import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { LineCounter, parseDocument } from 'yaml';
import { UsageError } from '../define/error.ts';
import type { DefinitionText } from './check-definition.ts';

/** What a file of the user's says, and where its keys stand. */
export interface UserFile {
  readonly value: unknown;
  readonly text: DefinitionText;
}

/** How its mistakes are told. */
interface Telling {
  /** Code of the errors. */
  readonly code: string;
  /** What a module has to have. */
  readonly example: string;
}

/**
 * Reads YAML, JSON, or the default export of a TypeScript or JavaScript module.
 *
 * Throws a `UsageError` that names the file, and where that is known the line.
 */
export async function readUserFile(file: string, shown: string, telling: Telling): Promise<UserFile> {
  if (/\.(ya?ml|json)$/i.test(file)) return readData(file, shown, telling);
  return { value: await loadModule(file, shown, telling), text: moduleText(file, shown) };
}

function readData(file: string, shown: string, { code }: Telling): UserFile {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines });
  const [problem] = document.errors;
  if (problem) {
    throw new UsageError(
      code,
      `${shown}:${lines.linePos(problem.pos[0]).line}: ${problem.message.split('\n', 1)[0]}`,
    );
  }
  const lineOf = (keys: readonly PropertyKey[]) => {
    for (let depth = keys.length; depth > 0; depth -= 1) {
      const node = document.getIn(keys.slice(0, depth), true) as { range?: [number] } | undefined;
      if (node?.range) return lines.linePos(node.range[0]).line;
    }
    return null;
  };
  return { value: document.toJS(), text: { shown, lineOf } };
}

async function loadModule(file: string, shown: string, { code, example }: Telling): Promise<unknown> {
  const { createJiti } = await import('jiti');
  const self =
    fileURLToPath(new URL('../index', import.meta.url)) + path.extname(fileURLToPath(import.meta.url));
  const jiti = createJiti(pathToFileURL(file).href, {
    alias: { 'mcp-conformance': self },
    moduleCache: false,
    interopDefault: false,
  });
  try {
    const module = (await jiti.import(file)) as { default?: unknown };
    if (module.default === undefined)
      throw new UsageError(code, `${shown}: has no default export; ${example}`);
    return module.default;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(code, `${shown}: cannot be loaded: ${(error as Error).message}`, { cause: error });
  }
}

/** Code is not parsed again: the line of a key is where its name first follows the names of the keys around it. */
function moduleText(file: string, shown: string): DefinitionText {
  const text = readFileSync(file, 'utf8');
  const lineOf = (keys: readonly PropertyKey[]) => {
    let at = 0;
    for (const key of keys.filter((part) => typeof part === 'string')) {
      const name = key.replaceAll(/[^\w]/g, '\\$&');
      const next = new RegExp(`(?<![\\w-])${name}(?![\\w-])['"]?\\s*[:,(}]`, 'g');
      next.lastIndex = at;
      const found = next.exec(text);
      if (!found) return null;
      at = found.index;
    }
    return text.slice(0, at).split('\n').length;
  };
  return { shown, lineOf };
}
