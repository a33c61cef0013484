import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** A file of ours that declares one thing, with the name its path gives it. */
export interface Module {
  /** Path below the folder, without extension, with `/` between folders. */
  readonly name: string;
  readonly load: () => Promise<unknown>;
}

const extension = path.extname(fileURLToPath(import.meta.url));
const root = fileURLToPath(new URL('../../', import.meta.url));

const listed = new Map<string, readonly Module[]>();

/** Lists the modules of a folder of this package, sources or built files alike; loads none of them. */
export function listModules(folder: string): readonly Module[] {
  const known = listed.get(folder) ?? readModules(folder);
  listed.set(folder, known);
  return known;
}

function readModules(folder: string): Module[] {
  const base = path.join(root, folder);
  if (!existsSync(base)) return [];
  return readdirSync(base, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(extension) && !/\.(test|d|generated)\.[jt]s$/.test(file))
    .toSorted()
    .map((file) => {
      let loaded: Promise<unknown> | undefined;
      return {
        name: file.slice(0, -extension.length).split(path.sep).join('/'),
        load: () => {
          loaded ??= importDefault(path.join(base, file));
          return loaded;
        },
      };
    });
}

async function importDefault(file: string): Promise<unknown> {
  const module = (await import(pathToFileURL(file).href)) as { default: unknown };
  return module.default;
}
