import path from 'node:path';
import { jsonText } from '../../report/json-text.ts';
import type { Report } from '../../report/schema.ts';
import { checkFolder, writeWhole } from '../run/output.ts';

/** A folder with a `report.json` for each target, named after it; without one nothing is written. */
export function openReportFolder(folder: string | undefined): { readonly save: (report: Report) => void } {
  if (folder === undefined) return { save: () => undefined };
  checkFolder(folder);
  const taken = new Set<string>();
  return {
    save: (report) => {
      const wanted = report.provider.replaceAll(/[^\w.-]+/g, '_').slice(0, 100);
      let name = wanted;
      for (let number = 2; taken.has(name); number += 1) name = `${wanted}-${number}`;
      taken.add(name);
      writeWhole(path.join(folder, `${name}.json`), jsonText(report));
    },
  };
}
