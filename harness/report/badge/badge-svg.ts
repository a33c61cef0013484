import type { Render } from '../reporter.ts';
import { badgeOf } from './badge.ts';
import { badgeColours } from './colours.ts';

const height = 20;
const padding = 6;

/** The badge as a picture that loads nothing. */
const badgeSvg: Render = (report) => {
  const { label, message, colour } = badgeOf(report);
  const left = textWidth(label) + 2 * padding;
  const right = textWidth(message) + 2 * padding;
  const words = escaped(`${label}: ${message}`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="${height}" role="img" aria-label="${words}">
  <title>${words}</title>
  <rect width="${left + right}" height="${height}" rx="3" fill="${badgeColours.label}"/>
  <path d="M${left} 0h${right - 3}a3 3 0 0 1 3 3v${height - 6}a3 3 0 0 1-3 3h-${right - 3}z" fill="${badgeColours[colour]}"/>
  <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
    <text x="${padding}" y="14" textLength="${left - 2 * padding}">${escaped(label)}</text>
    <text x="${left + padding}" y="14" textLength="${right - 2 * padding}">${escaped(message)}</text>
  </g>
</svg>
`;
};

export default badgeSvg;

/** Columns in pixels of Verdana at 11 px, near enough; `textLength` does the rest. */
function textWidth(text: string): number {
  return Math.round(
    [...text].reduce((width, character) => width + (/[ ,.:/|il-]/.test(character) ? 4.4 : 7.2), 0),
  );
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
