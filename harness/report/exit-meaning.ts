import type { Report } from './schema.ts';
import { staleBaseline } from './shared-verdicts.ts';

/** What the exit code of a run means, in words. */
export function exitMeaning(report: Report): string {
  const { fail, warn, baselined } = report.summary;
  switch (report.exitCode) {
    case 0:
      if (report.results.length === 0) return 'the set-up works, and nothing was judged';
      return baselined > 0 ? 'all that was judged holds or is in the baseline' : 'all that was judged holds';
    case 1:
      if (fail > 0) return 'a MUST is broken';
      if (staleBaseline(report).size > 0) return 'the baseline lists what no longer fails';
      return warn > 0 ? 'a SHOULD is broken (--strict)' : 'a requirement is broken';
    case 2:
      return 'the command or the configuration is wrong';
    case 3:
      if (report.summary.apply === 0 && report.preflight.every(({ ok }) => ok))
        return 'nothing that was selected applies here';
      return 'something could not be judged';
    case 130:
      return 'interrupted';
    default:
      return 'unknown';
  }
}
