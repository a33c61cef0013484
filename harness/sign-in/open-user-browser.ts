import { spawn } from 'node:child_process';
import { mayOpen } from './loopback.ts';

/** The program that opens a URL, with the URL as one argument: no shell ever reads it. */
export function openerFor(url: string, platform: NodeJS.Platform = process.platform): [string, string[]] {
  switch (platform) {
    case 'darwin':
      return ['open', [url]];
    case 'win32':
      // `start` is a word of the shell, which would read the `&` of the query.
      return ['rundll32', ['url.dll,FileProtocolHandler', url]];
    default:
      return ['xdg-open', [url]];
  }
}

const startMs = 1_500;

/** Opens a URL off the wire in the user's browser, unless it leads elsewhere than to the web; answers whether a program took it. */
export function openUserBrowser(url: string): Promise<boolean> {
  return mayOpen(url) ? launchBrowser(url) : Promise.resolve(false);
}

/** Opens a URL of our own making in the user's browser; answers whether a program took it. */
export function launchBrowser(url: string): Promise<boolean> {
  const [command, args] = openerFor(url);
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
    // An opener that stays is the browser itself.
    setTimeout(() => resolve(true), startMs).unref();
    child.unref();
  });
}
