import { describe, expect, it } from 'vitest';
import { sampleExchanges } from './sample-exchanges.ts';
import { travellingValues, wireParts } from './travelling-values.ts';

describe('the values that travel', () => {
  it('are found with every exchange they stand in', () => {
    const values = travellingValues(sampleExchanges);
    expect(values.find(({ text }) => text === '‹access token #3›')).toEqual({
      text: '‹access token #3›',
      name: 'access token #3',
      uses: ['x3', 'x8'],
    });
  });

  it('include a state, which is no secret, from the request to the answer', () => {
    const state = 'gxj9zDqPRqzQBwwb';
    const exchanges = sampleExchanges.map((exchange) =>
      exchange.id === 'x5'
        ? JSON.parse(JSON.stringify(exchange).replaceAll('state=s5', `state=${state}`))
        : exchange,
    );
    expect(travellingValues(exchanges)).toContainEqual({ text: state, name: 'state', uses: ['x5'] });
  });

  it('do not include what is too short to be told from other text', () => {
    expect(travellingValues(sampleExchanges).map(({ text }) => text)).not.toContain('s5');
  });
});

describe('the parts of a text', () => {
  it('are what can be followed and what stands between', () => {
    expect(wireParts('code=‹code #3›&state=a.b*c(d', ['a.b*c(d', 'absent'])).toEqual([
      'code=',
      { value: '‹code #3›' },
      '&state=',
      { value: 'a.b*c(d' },
    ]);
  });

  it('give the text back, whatever it is', () => {
    for (const text of ['', 'plain', '‹', '‹code #3›', '‹<script> #1›‹x', '‹a\nb #1›']) {
      const parts = wireParts(text, ['script', '$&', '']);
      expect(parts.map((part) => (typeof part === 'string' ? part : part.value)).join('')).toBe(text);
    }
  });
});
