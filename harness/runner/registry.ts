import { BugError } from '../define/error.ts';
import type { Rule } from '../define/rule.ts';
import type { Scenario, ScenarioRows } from '../define/scenario.ts';
import { listModules } from '../testbed/modules.ts';
import type { Named } from './plan.ts';

const scenarioFolders = ['authorization-server', 'resource-server', 'client', 'end-to-end'];

/** Loads every scenario; the id is the path below `scenarios/`, rows add `/` and their name. */
export async function loadScenarios(): Promise<Named<Scenario>[]> {
  const modules = scenarioFolders.flatMap((folder) =>
    listModules(`scenarios/${folder}`).map((module) => ({ id: `${folder}/${module.name}`, module })),
  );
  const loaded = await Promise.all(
    modules.map(async ({ id, module }) => withIds(id, (await module.load()) as Scenario | ScenarioRows)),
  );
  return loaded.flat();
}

/** Loads every rule; the id is `rules/` and the path below that folder. */
export async function loadRules(): Promise<Named<Rule>[]> {
  return Promise.all(
    listModules('scenarios/rules').map(async (module) => ({
      ...((await module.load()) as Rule),
      id: `rules/${module.name}`,
    })),
  );
}

function withIds(id: string, declared: Scenario | ScenarioRows): Named<Scenario>[] {
  if (!('rows' in declared)) return [{ ...declared, id }];
  const names = declared.rows.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new BugError(`Two rows of scenario ${id} are called ${twice}.`);
  return declared.rows.map(({ name, ...scenario }) => ({ ...scenario, id: `${id}/${name}` }));
}
