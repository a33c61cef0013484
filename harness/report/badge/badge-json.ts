import { jsonText } from '../json-text.ts';
import type { Render } from '../reporter.ts';
import { badgeOf } from './badge.ts';
import { badgeColours } from './colours.ts';

/** The badge as shields.io reads it from an address (its endpoint schema, version 1). */
const badgeJson: Render = (report) => {
  const { label, message, colour } = badgeOf(report);
  return jsonText({
    schemaVersion: 1,
    label,
    message,
    color: badgeColours[colour],
    labelColor: badgeColours.label,
    // Nobody paints a badge green that is not.
    ...(colour === 'green' ? {} : { isError: true }),
  });
};

export default badgeJson;
