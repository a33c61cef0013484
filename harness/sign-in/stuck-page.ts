import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page as BrowserPage } from 'playwright';
import { explainObstacle } from './obstacles.ts';
import { loginFields } from './page-decision.ts';
import type { Sight } from './page-snapshot.ts';
import { within } from './within.ts';

export interface StuckPage {
  /** What is the matter with the page: the sentence goes on after its name and place. */
  readonly reason: string;
  readonly sight: Sight;
  /** Its URL without query. */
  readonly place: string;
  readonly decision: 'approve' | 'deny';
  /** How to see more, as a sentence. */
  readonly advice: string | null;
  /** File of the picture, or `null` when none could be taken. */
  readonly picture?: string | null;
  readonly problems?: readonly string[];
}

/** Says where a trip ended and why, what was there to see, and what to do now. */
export function explainStuck(stuck: StuckPage): string {
  const { sight, place, reason, picture = null, advice, problems = [] } = stuck;
  const kind = loginFields(sight).length > 0 ? 'sign-in page' : 'page';
  const shown = sight.alerts.length > 0 ? sight.alerts.join(' / ') : sight.text;
  const sentences = [
    `the ${kind} "${sight.title}" at ${place} ${reason}: ${brief(shown) || 'it is empty'}.`,
    explainObstacle(sight),
    `Looked for ${soughtIn(stuck)}.`,
    ...problems.map((problem) => `${problem.charAt(0).toUpperCase()}${problem.slice(1)}.`),
    picture && `Picture: ${picture}.`,
    advice,
  ];
  return sentences.filter(Boolean).join(' ');
}

function soughtIn({ sight, decision }: StuckPage): string {
  if (loginFields(sight).length > 0) return 'a way past its fields for the user name and password';
  const button = decision === 'approve' ? 'Allow or Continue' : 'Deny or Cancel';
  return `a field for a user name or password, and a button such as ${button}`;
}

function brief(text: string): string {
  return text.length > 160 ? `${text.slice(0, 157)}…` : text;
}

/** Takes a picture for its owner's eyes only. */
export async function takePicture(page: BrowserPage, file: string): Promise<string | null> {
  try {
    const picture = await within(page.screenshot({ timeout: 2_000 }), 2_500);
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, picture, { mode: 0o600 });
    // An older picture of that name keeps its mode otherwise.
    chmodSync(file, 0o600);
    return file;
  } catch {
    return null;
  }
}
