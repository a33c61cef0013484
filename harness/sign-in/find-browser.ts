import { accessSync, constants, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export interface FoundBrowser {
  /** A Chromium, or `null` when there is none. */
  readonly executablePath: string | null;
  /** Every place that was looked at, in order, the last one being where it was found. */
  readonly tried: readonly string[];
}

export interface FindBrowserOptions {
  readonly environment?: NodeJS.ProcessEnv;
  readonly platform?: NodeJS.Platform;
  /** Whether a window is wanted, which the headless shell cannot open. */
  readonly headed?: boolean;
  /** Where Playwright installs its own Chromium, if it is there at all. */
  readonly bundled?: string | null;
}

const commands = [
  'chromium',
  'chromium-browser',
  'chromium-headless-shell',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'msedge',
];

const variable = 'MCP_CONFORMANCE_BROWSER';

/** Looks for a Chromium: in the environment, on the PATH, in the usual places, and at Playwright's own. */
export function findBrowser(options: FindBrowserOptions = {}): FoundBrowser {
  const { environment = process.env, platform = process.platform, headed = false } = options;
  const tried: string[] = [];
  const named = environment[variable];
  if (named) {
    // What was named is meant: another browser in its place would be a surprise.
    return { executablePath: isExecutable(named) ? named : null, tried: [`${variable}=${named}`] };
  }
  tried.push(`${variable} (not set)`);
  const wanted = commands.filter((command) => !(headed && command === 'chromium-headless-shell'));
  const places = [
    ...onPath(wanted, environment['PATH'] ?? '', platform),
    ...knownPlaces(environment, platform),
  ];
  tried.push(`PATH (${wanted.join(', ')})`);
  for (const { place, silent } of places) {
    if (!silent) tried.push(place);
    if (isExecutable(place))
      return { executablePath: place, tried: silent ? [...tried.slice(0, -1), place] : tried };
  }
  if (options.bundled) tried.push(options.bundled);
  const bundled = options.bundled && isExecutable(options.bundled) ? options.bundled : null;
  return { executablePath: bundled, tried };
}

interface Place {
  readonly place: string;
  /** Whether it goes without saying in the list of what was tried. */
  readonly silent: boolean;
}

function onPath(wanted: readonly string[], pathVariable: string, platform: NodeJS.Platform): Place[] {
  const windows = platform === 'win32';
  const folders = pathVariable.split(windows ? ';' : ':').filter((folder) => path.isAbsolute(folder));
  return wanted.flatMap((command) =>
    folders.map((folder) => ({
      place: path.join(folder, windows ? `${command}.exe` : command),
      silent: true,
    })),
  );
}

function knownPlaces(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): Place[] {
  const said = (places: readonly string[]) => places.map((place) => ({ place, silent: false }));
  if (platform === 'darwin') {
    const applications = ['Chromium', 'Google Chrome', 'Microsoft Edge'];
    const folders = ['/Applications', path.join(os.homedir(), 'Applications')];
    return said(
      folders.flatMap((folder) =>
        applications.map((name) => path.join(folder, `${name}.app`, 'Contents', 'MacOS', name)),
      ),
    );
  }
  if (platform === 'win32') {
    const folders = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap(
      (name) => environment[name] ?? [],
    );
    const programs = [
      'Chromium\\Application\\chrome.exe',
      'Google\\Chrome\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ];
    return said(folders.flatMap((folder) => programs.map((program) => path.join(folder, program))));
  }
  return said(['/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge', '/snap/bin/chromium']);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
