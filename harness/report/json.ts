import { jsonText } from './json-text.ts';
import type { Render } from './reporter.ts';

/** The report as it is. */
const json: Render = (report) => jsonText(report);

export default json;
