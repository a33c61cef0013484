import { type ComponentChild, render } from 'preact';
import './styles/viewer.css';
import { plain } from '../plain-text.ts';
import { Controls } from './controls.tsx';
import { CopyButton } from './copy-button.tsx';
import { groupsOf } from './entries.ts';
import { installLights } from './lights.ts';
import { unpack } from './packed-report.ts';
import { ThemeToggle } from './theme-toggle.tsx';
import { takeOver } from './verdict-list.tsx';

/** Brings the page to life that was written with the report. */
async function main(): Promise<void> {
  const page = document.getElementById('page');
  if (!page) return;
  const fill = (slot: string, content: ComponentChild) => {
    const place = page.querySelector(`[data-slot="${slot}"]`);
    if (place) render(content, place);
  };
  fill('theme', <ThemeToggle />);
  installLights(page);

  const report = await unpack(document.getElementById('report')?.textContent ?? '');
  const entries = new Map(
    groupsOf(report).flatMap((group) => group.entries.map((entry) => [entry.anchor, entry])),
  );
  const list = takeOver(page, report, entries);
  fill('filter', <Controls report={report} entries={entries} list={list} />);
  fill('copy-command', <CopyButton label="Copy" what="the command" text={() => plain(report.command)} />);
}

void main();
