import { beforeAll, describe, expect, it } from 'vitest';
import { type ClientRegistration, openReferenceClient } from '../../clients/reference/index.ts';
import { loadCatalogue } from '../catalogue/catalogue.ts';
import type { RequirementId } from '../catalogue/requirement-ids.generated.ts';
import { type RegistrationMode, registrationModes, revisions } from '../catalogue/vocabulary.ts';
import type { Fault } from '../define/fault.ts';
import { liveReport, type RuleWithRequirement } from '../live/live-report.ts';
import { judgeVisit } from '../live/visits/judge-visit.ts';
import { openVisits, type Visits } from '../live/visits/open-visits.ts';
import type { ReportResult } from '../report/schema.ts';
import { loadRules, loadScenarios } from '../runner/registry.ts';
import { hostedBy } from '../testbed/client-probe.ts';
import { faultIds, findFaults, loadFaults, type NamedFault } from '../testbed/fault-registry.ts';
import { loadProvider } from '../testbed/load-provider.ts';
import { type Connections, openConnections, openHttp } from '../trace/open-http.ts';
import { Trace } from '../trace/trace.ts';

const catalogue = loadCatalogue();
const newest = revisions.at(-1) ?? '2026-07-28';
const definition = await loadProvider('oidc-provider', {}, '.');
const scenarios = (await loadScenarios()).filter(({ subject }) => subject === 'client');
const faults = await findFaults(faultIds());
const listening = faults.filter(({ role }) => role !== 'client');
const clientFaults = faults.filter(({ role }) => role === 'client');
let rules: RuleWithRequirement[];

beforeAll(async () => {
  rules = (await loadRules()).map((rule) => ({ rule, requirement: catalogue.find(rule.judges) }));
});

const setOf = (ids: readonly string[]) => ids.toSorted().join(' ');

/** A stage, how the client that comes there is registered, and what is played there that holds in the newest revision. */
interface Stage {
  readonly faults: readonly string[];
  readonly mode: RegistrationMode;
  readonly judges: readonly RequirementId[];
}

/** Where a scenario is played: once, or for every way to register that it is about. */
const stagesOf = (scenario: (typeof scenarios)[number]): Stage[] => {
  const judges = scenario.judges.filter((id) => catalogue.holds(id, newest));
  const modes = scenario.modes === 'any' ? (['dynamic'] as const) : (scenario.modes ?? registrationModes);
  return judges.length === 0 ? [] : modes.map((mode) => ({ faults: scenario.faults, mode, judges }));
};
const played = scenarios.flatMap(stagesOf);
const nameOf = ({ faults: ids, mode }: Stage) => `${setOf(ids) || 'no fault'}, ${mode}`;
const stages = [...new Set(played.map(nameOf))].map((name) => {
  const alike = played.filter((stage) => nameOf(stage) === name);
  return { ...(alike[0] as Stage), judges: [...new Set(alike.flatMap(({ judges }) => judges))] };
});

/** The client of this package comes as anybody would: at the address alone, and without a browser. */
async function come(
  visits: Visits,
  { faults: on, mode }: Pick<Stage, 'faults' | 'mode'>,
  own: readonly NamedFault[],
): Promise<void> {
  const trusting: Connections[] = [];
  const client = openReferenceClient({
    serverUrl: visits.url,
    revision: newest,
    fetch,
    fetchTrusting: (ca) => {
      const connections = openConnections({ ca });
      trusting.push(connections);
      return openHttp({ ...visits.setup, connections, trace: new Trace(), from: 'client' }).fetch;
    },
    registrations: registrationsIn(mode, visits),
    redirectUri: 'http://127.0.0.1:33418/callback',
    openBrowser: async (url) => (await fetch(url, { redirect: 'manual' })).headers.get('location'),
    faults: own as readonly Fault<never>[],
  });
  await client.connect();
  // A user tries again what failed once, and goes on with what works.
  const again = ['as.authz.first-attempt-fails', 'rs.prm.moves-to-another-issuer'];
  if (on.some((id) => again.includes(id))) await client.connect();
  if (on.includes('rs.token.good-for-one-listing')) for (const _ of [1, 2, 3]) await client.listTools();
  await client.disconnect();
  for (const connections of trusting) connections.close();
}

/** What the client has to identify itself by: what it prefers to the mode is left out. */
function registrationsIn(mode: RegistrationMode, visits: Visits): ClientRegistration[] {
  const { setup, issuer } = visits;
  return [
    ...(mode === 'static' ? [{ kind: 'static', clientId: 'mcp-conformance-public', issuer } as const] : []),
    ...(mode === 'dynamic' ? [] : hostedBy(setup, visits.trace())),
    { kind: 'dynamic' },
  ];
}

/** What is said of the client after its visit, once it has come to rest. */
async function judge(
  { faults: ids, mode }: Pick<Stage, 'faults' | 'mode'>,
  own: readonly NamedFault[] = [],
): Promise<ReportResult[]> {
  const live = { definition, revision: newest, mode, faults: await loadFaults(ids) } as const;
  await using visits = await openVisits(live, () => undefined);
  await come(visits, { faults: ids, mode }, own);
  const { setup } = visits;
  const { secrets } = visits.trace();
  const documented = new Set(mode === 'metadata-document' ? ['mcp-conformance-reference-client 1.0.0'] : []);
  const ground = { ...live, setup, secrets, scenarios, documented, registered: visits.registered() };
  const later = Date.now() + 3_600_000;
  const judged = await Promise.all(
    visits.all().map((visit, index) => judgeVisit(visit, `visit/${index + 1}`, ground, later)),
  );
  const report = liveReport(
    judged.map(({ outcome }) => outcome),
    {
      ...live,
      rules,
      version: '0.0.0',
      command: '',
      reproduceBase: [],
      provider: definition.name,
      subjects: {},
      notices: [],
      startedAt: new Date(),
      checked: null,
    },
  );
  return report.results.filter(({ role }) => role === 'client');
}

const broken = (results: readonly ReportResult[]) =>
  results
    .filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
    .map(({ requirement, actual }) => `${requirement}: ${actual}`);

/** What the harness cannot hear of a client that came by itself. */
const unheard = scenarios.flatMap(({ hears = [] }) => hears);

/** Faults that cannot be seen from outside: they are about what a client shows its user, has and does not use, or is asked for. */
const untold = [
  'client.dcr.refusal-swallowed',
  'client.security.any-scheme-opened',
  'client.security.plain-http-fetched',
  'client.security.plain-http-opened',
  'client.security.plain-http-redeemed',
  'client.cimd.unknown',
  'client.iss.errors-shown-unchecked',
  'client.registration.client-id-made-up',
  'client.registration.configuration-ignored',
  'client.registration.no-fallback',
  'client.transport.results-shared',
];

describe('a conforming client that comes to a stage', () => {
  it.each(stages.map((stage) => [nameOf(stage), stage] as const))(
    '%s: is judged by what the stage shows',
    { timeout: 60_000 },
    async (_name, stage) => {
      const results = await judge(stage);
      expect(broken(results)).toEqual([]);
      for (const id of stage.judges) {
        const verdict = results.find(({ requirement }) => requirement === id)?.verdict;
        const isRight = unheard.includes(id) ? 'inconclusive' : expect.stringMatching(/pass|skip/);
        expect([id, verdict]).toEqual([id, isRight]);
      }
    },
  );
});

describe('a conforming client that meets a fault', () => {
  const alone = listening.filter(({ id }) => !stages.some((stage) => setOf(stage.faults) === id));
  it.each(alone.map(({ id }) => id))('%s: is blamed for nothing', { timeout: 60_000 }, async (id) => {
    expect(broken(await judge({ faults: [id], mode: 'dynamic' }))).toEqual([]);
  });
});

describe('a client with a fault that comes to a stage', () => {
  const stagesFor = ({ breaks }: NamedFault) =>
    stages.filter(({ faults: on, judges }) => on.length > 0 && judges.some((id) => breaks.includes(id)));
  const shown = clientFaults.filter((fault) => stagesFor(fault).length > 0);

  it.each(shown.map((fault) => [fault.id, fault] as const))(
    '%s is caught on one of them',
    { timeout: 60_000 },
    async (id, fault) => {
      let isCaught = false;
      for (const stage of stagesFor(fault)) {
        const caught = broken(await judge(stage, [fault])).map((text) => text.split(':', 1)[0]);
        isCaught = fault.breaks.some((broke) => caught.includes(broke));
        if (isCaught) break;
      }
      expect([id, isCaught]).toEqual([id, !untold.includes(id)]);
    },
  );
});
