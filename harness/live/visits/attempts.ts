import type { Judgement } from '../../runner/judgement.ts';
import type { Exchange } from '../../trace/exchange.ts';
import { restMs } from './at-rest.ts';
import { isTokenless } from './identity.ts';

/**
 * Divides a visit where a user may have tried again: where the client begins anew, without a token or after a pause,
 * though it had asked for authorization before.
 */
export function attemptsIn(exchanges: readonly Exchange[]): Exchange[][] {
  const attempts: Exchange[][] = [[]];
  let hasAsked = false;
  for (const [index, exchange] of exchanges.entries()) {
    const isNew: boolean =
      hasAsked && exchange.kind === 'mcp' && (isTokenless(exchange) || followsPause(exchanges, index));
    if (isNew) attempts.push([]);
    hasAsked = (hasAsked && !isNew) || exchange.kind === 'authorization-request';
    attempts.at(-1)?.push(exchange);
  }
  return attempts;
}

function followsPause(exchanges: readonly Exchange[], index: number): boolean {
  const ended = exchanges
    .slice(0, index)
    .map(({ startedAt, durationMs }) => Date.parse(startedAt) + durationMs);
  return Date.parse(exchanges[index]?.startedAt ?? '') - Math.max(...ended) > restMs;
}

const isBroken = ({ verdict }: Judgement) => verdict === 'fail' || verdict === 'warn';

/**
 * Judgements of a whole visit, but what only several attempts together break is left to each of them: it may be the
 * user who tried again.
 */
export function heldByAttempts(
  whole: readonly Judgement[],
  attempts: readonly (readonly Judgement[])[],
): Judgement[] {
  return whole.flatMap((judgement) => {
    if (!isBroken(judgement)) return [judgement];
    const alone = attempts.flat().filter(({ requirement }) => requirement === judgement.requirement);
    return alone.some(isBroken) ? [judgement] : alone.slice(-1);
  });
}
