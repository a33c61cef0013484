/** Writes `requirement-ids.generated.ts` from the catalogue: `npm run generate`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';

const roles = ['authorization-server', 'resource-server', 'client'];
const ids = roles.flatMap((role) => {
  const file = new URL(`../../scenarios/requirements/${role}.yaml`, import.meta.url);
  return parse(readFileSync(file, 'utf8')).requirements.map((entry) => entry.id);
});
const text = `// Generated from scenarios/requirements by \`npm run generate\`; do not edit.

export const requirementIds = [
${ids.map((id) => `  '${id}',`).join('\n')}
] as const;

/** Every requirement of the catalogue: a misspelt id does not compile. */
export type RequirementId = (typeof requirementIds)[number];
`;
writeFileSync(new URL('./requirement-ids.generated.ts', import.meta.url), text);
