import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Role } from '../catalogue/vocabulary.ts';
import type { ScenarioOutcome } from './outcome.ts';

const names: Record<Role, string> = {
  client: 'the client',
  'resource-server': 'the MCP server',
  'authorization-server': 'the authorization server',
};

/** One sentence that names the party at fault in a failing scenario, and what else was judged there; '' otherwise. */
export function blame(outcome: ScenarioOutcome, catalogue: Catalogue, subjects: readonly Role[]): string {
  if (outcome.isBug) return 'At fault: mcp-conformance itself. Please report it with this report attached.';
  const failed = outcome.judgements.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');
  if (failed.length === 0) return '';
  const guilty = [...new Set(failed.map(({ requirement }) => catalogue.find(requirement).role))];
  const held = outcome.judgements.filter(({ verdict }) => verdict === 'pass').length;
  const others = Object.keys(names).filter((role) => !guilty.includes(role as Role)) as Role[];
  const judgedToo = others.filter(
    (role) => subjects.includes(role) && !outcome.faultyCounterparts.includes(role),
  );
  const rest =
    judgedToo.length > 0
      ? ` Nothing in this flow speaks against ${judgedToo.map((role) => names[role]).join(' or ')}.`
      : '';
  const also =
    held > 0
      ? ` ${held} other ${held === 1 ? 'judgement' : 'judgements'} in this scenario ${held === 1 ? 'holds' : 'hold'}.`
      : '';
  return `At fault: ${guilty.map((role) => names[role]).join(' and ')}.${rest}${also}`;
}
