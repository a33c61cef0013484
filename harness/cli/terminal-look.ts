import type { ReporterOptions } from '../report/reporter.ts';

/** Colour on a terminal or where it is forced, never where `NO_COLOR` is set; ASCII where the locale is not UTF-8. */
export function terminalLook(): Pick<ReporterOptions, 'colour' | 'ascii' | 'width'> {
  const { NO_COLOR, FORCE_COLOR, LC_ALL, LC_CTYPE, LANG } = process.env;
  const forced = FORCE_COLOR !== undefined && FORCE_COLOR !== '0' && FORCE_COLOR !== '';
  const colour = !NO_COLOR && (forced || (process.stdout.isTTY ?? false));
  const locale = LC_ALL || LC_CTYPE || LANG || '';
  const ascii = (process.stdout.isTTY ?? false) && locale !== '' && !/utf-?8/i.test(locale);
  return { colour, ascii, width: Math.min(100, process.stdout.columns ?? 100) };
}
