import { describe, expect, it } from 'vitest';
import { fact, never, refusal, success } from '../define/expectation.ts';
import type { Observation } from '../define/observation.ts';
import type { Exchange } from '../trace/exchange.ts';
import { decide } from './judgement.ts';

const id = 'as.token.code-single-use';

function answer(status: number, error: string | null = null): Observation {
  const exchange: Exchange = {
    id: `x${status}`,
    kind: 'token-request',
    from: 'harness',
    to: 'authorization-server',
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 1,
    request: { method: 'POST', url: 'https://as.example/token', headers: [], body: null },
    response: status === 0 ? null : { status, headers: [], body: null },
    failure: status === 0 ? { code: 'ECONNRESET', message: 'the connection ended' } : null,
    note: '',
  };
  return { exchanges: [exchange], accepted: status >= 200 && status < 300, status, error };
}

describe('deciding', () => {
  const ok = answer(200);
  const refused = answer(400, 'invalid_grant');

  it('counts a refusal beside a control that was accepted', () => {
    expect(
      decide(id, 'MUST', { control: ok, observed: refused, expect: refusal({ error: 'invalid_grant' }) }),
    ).toMatchObject({
      verdict: 'pass',
      control: 'x200',
      evidence: ['x400'],
    });
  });

  it('does not count a refusal of another kind either when the control was refused too', () => {
    const expect400 = never('400', ({ status }: Observation) => (status === 400 ? null : `${status}`));
    const both = { control: answer(403), observed: answer(403), expect: expect400 };
    expect(decide(id, 'MUST', both)).toMatchObject({ verdict: 'inconclusive' });
    expect(decide(id, 'MUST', { ...both, control: ok })).toMatchObject({ verdict: 'fail' });
    expect(decide(id, 'MUST', { ...both, observed: ok })).toMatchObject({ verdict: 'fail' });
  });

  it('says why where the control could not be sent, or is known to be refused whatever it carries', () => {
    const unsent: Observation = {
      exchanges: [],
      accepted: false,
      status: 0,
      error: null,
      remark: 'no token',
    };
    const blocked = { ...unsent, causes: ['as.metadata.published'] as const };
    const evidence = { control: blocked, observed: refused, expect: refusal() };
    expect(decide(id, 'MUST', evidence)).toMatchObject({
      verdict: 'inconclusive',
      reason: 'no token',
      causes: ['as.metadata.published'],
    });
    const untrusted = decide(id, 'MUST', { ...evidence, control: answer(401) }, 'it trusts nobody');
    expect(untrusted).toMatchObject({ verdict: 'inconclusive', reason: 'it trusts nobody' });
    const accepted = decide(id, 'MUST', { ...evidence, observed: ok }, 'it trusts nobody');
    expect(accepted).toMatchObject({ verdict: 'fail' });
  });

  it('does not count a refusal when the control was refused too', () => {
    const judged = decide(id, 'MUST', { control: answer(401), observed: refused, expect: refusal() });
    expect(judged).toMatchObject({
      verdict: 'inconclusive',
      reason: expect.stringContaining('so was the same request without the defect'),
    });
  });

  it('does not count a refusal without a control', () => {
    expect(decide(id, 'MUST', { observed: refused, expect: refusal() }).verdict).toBe('inconclusive');
  });

  it('fails what was accepted, whatever the control did', () => {
    expect(decide(id, 'MUST', { control: answer(401), observed: ok, expect: refusal() }).verdict).toBe(
      'fail',
    );
  });

  it('does not blame a refusal for its reason when the control was refused too', () => {
    const judged = decide(id, 'MUST', {
      control: answer(401),
      observed: answer(400, 'invalid_client'),
      expect: refusal({ error: 'invalid_grant', otherwise: 'fail' }),
    });
    expect(judged.verdict).toBe('inconclusive');
  });

  it('does not blame a peculiarity for what fails without it too', () => {
    const judged = decide(id, 'MUST', { control: answer(401), observed: refused, expect: success() });
    expect(judged).toMatchObject({
      verdict: 'inconclusive',
      reason: expect.stringContaining('failed too'),
    });
    expect(decide(id, 'MUST', { control: ok, observed: refused, expect: success() }).verdict).toBe('fail');
  });

  it('warns of a refusal for another reason', () => {
    expect(
      decide(id, 'MUST', {
        control: ok,
        observed: answer(400, 'invalid_client'),
        expect: refusal({ error: 'invalid_grant' }),
      }).verdict,
    ).toBe('warn');
  });

  it('does not take a rate limit or silence for a refusal', () => {
    expect(decide(id, 'MUST', { control: ok, observed: answer(429), expect: refusal() }).verdict).toBe(
      'inconclusive',
    );
    expect(decide(id, 'MUST', { control: ok, observed: answer(0), expect: refusal() }).verdict).toBe(
      'inconclusive',
    );
  });

  it('does not take a crash for a refusal', () => {
    expect(decide(id, 'MUST', { control: ok, observed: answer(500), expect: refusal() }).verdict).toBe(
      'warn',
    );
    expect(
      decide(id, 'MUST', { control: ok, observed: answer(500), expect: refusal({ otherwise: 'fail' }) })
        .verdict,
    ).toBe('fail');
  });

  it('leaves open what was not answered', () => {
    expect(decide(id, 'MUST', { observed: answer(0), expect: success() }).verdict).toBe('inconclusive');
    expect(
      decide(id, 'MUST', { observed: answer(0), expect: { ...success(), silenceBreaks: true } }).verdict,
    ).toBe('fail');
  });

  it('has no verdict without evidence', () => {
    const nothing: Observation = { exchanges: [], accepted: true, status: 200, error: null };
    expect(decide(id, 'MUST', { observed: nothing, expect: success() }).verdict).toBe('inconclusive');
  });

  it('fails a MUST, and warns of everything less', () => {
    const broken = fact('a thing', () => 'another thing');
    expect(decide(id, 'MUST', { observed: ok, expect: broken }).verdict).toBe('fail');
    expect(decide(id, 'SHOULD', { observed: ok, expect: broken }).verdict).toBe('warn');
    expect(
      decide(id, 'MUST', {
        observed: ok,
        expect: fact('a thing', () => ({ ok: false, lesser: 'It is nearly so.', actual: 'x' })),
      }).verdict,
    ).toBe('warn');
  });

  it('tells a lesser break in its own words, and whether it was a refusal', () => {
    const evidence = { control: ok, observed: refused, expect: refusal({ error: 'invalid_target' }) };
    expect(decide(id, 'MUST', evidence)).toMatchObject({
      verdict: 'warn',
      lesser: { says: 'It is refused, but not with error=invalid_target.', refused: true },
    });
    expect(decide(id, 'MUST', { ...evidence, observed: ok })).toMatchObject({ verdict: 'fail' });
    expect(decide(id, 'MUST', { ...evidence, observed: ok })).not.toHaveProperty('lesser');
  });

  it('needs a control for whatever must never happen', () => {
    expect(decide(id, 'MUST', { observed: ok, expect: never('nothing', () => null) }).verdict).toBe(
      'inconclusive',
    );
    expect(
      decide(id, 'MUST', { control: ok, observed: ok, expect: never('nothing', () => null) }).verdict,
    ).toBe('pass');
  });
});
