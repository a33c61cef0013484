import { describe, expect, it } from 'vitest';
import { diagramRows } from './diagram-rows.ts';
import { sampleExchanges } from './sample-exchanges.ts';
import type { ReportExchange } from './schema.ts';

const [template] = sampleExchanges;
const start = Date.parse('2026-08-01T09:00:00.000Z');

function exchange(
  id: string,
  from: ReportExchange['from'],
  to: ReportExchange['to'],
  at: number,
  took: number,
) {
  if (!template) throw new Error('the sample has no exchanges');
  return { ...template, id, from, to, startedAt: new Date(start + at).toISOString(), durationMs: took };
}

const drawn = (exchanges: readonly ReportExchange[]) =>
  diagramRows(exchanges).map(({ arrows, overlaps }) => [arrows.map((arrow) => arrow.exchange.id), overlaps]);

describe('the rows of a diagram', () => {
  it('run down with the time, whatever the order of the list', () => {
    const later = exchange('x2', 'client', 'resource-server', 20, 5);
    const earlier = exchange('x1', 'client', 'resource-server', 0, 5);
    expect(drawn([later, earlier])).toEqual([
      [['x1'], false],
      [['x2'], false],
    ]);
  });

  it('show side by side what was under way together and does not cross', () => {
    const left = exchange('x1', 'client', 'browser', 0, 50);
    const right = exchange('x2', 'harness', 'authorization-server', 10, 50);
    expect(drawn([left, right])).toEqual([[['x1', 'x2'], false]]);
  });

  it('show below each other, and say so, what was under way together on the same lanes', () => {
    const first = exchange('x1', 'harness', 'authorization-server', 0, 50);
    const second = exchange('x2', 'harness', 'authorization-server', 10, 50);
    const third = exchange('x3', 'client', 'browser', 70, 5);
    expect(drawn([first, second, third])).toEqual([
      [['x1'], false],
      [['x2'], true],
      [['x3'], false],
    ]);
  });

  it('take for later what begins while the end of an answer still comes in', () => {
    const first = exchange('x1', 'client', 'resource-server', 0, 30);
    const second = exchange('x2', 'client', 'resource-server', 28, 5);
    expect(drawn([first, second])).toEqual([
      [['x1'], false],
      [['x2'], false],
    ]);
  });

  it('have what an exchange is to the verdict, and the two or three parameters that matter', () => {
    const [row] = diagramRows(sampleExchanges.slice(0, 1), new Map([['x1', 'offence']]));
    expect(row?.arrows[0]).toMatchObject({
      part: 'offence',
      from: 0,
      to: 3,
      path: '/token',
      parameters: [{ name: 'code' }, { name: 'code_verifier' }, { name: 'redirect_uri' }],
      outcome: { status: 200 },
    });
  });
});
