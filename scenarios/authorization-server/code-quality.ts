import { defineScenario, fact } from 'mcp-conformance';

/** RFC 6749 §10.10: the chance of guessing a code must be at most 2^-128. */
export default defineScenario({
  title: 'Collects ten authorization codes and looks at their length and structure.',
  subject: 'authorization-server',
  judges: ['as.token.code-short-lived'],
  needs: ['sign-in'],

  async run({ provider, judge }) {
    const codes: string[] = [];
    let last = await provider.authorize();
    for (let count = 0; count < 10; count += 1) {
      if (last.code !== null) codes.push(last.code);
      if (count < 9) last = await provider.authorize();
    }
    judge('as.token.code-short-lived', {
      observed: last,
      expect: fact('ten different codes that cannot be guessed', () => {
        if (codes.length < 10)
          return { ok: false, unclear: `only ${codes.length} of 10 sign-ins brought a code`, actual: '' };
        if (new Set(codes).size < 10) return `${10 - new Set(codes).size} of 10 codes came more than once`;
        const varying = varyingCharacters(codes);
        return varying < 16 ? `only ${varying} characters differ between ten codes` : null;
      }),
    });
  },
});

/** How many positions differ among codes; whatever is the same in all of them guards nothing. */
function varyingCharacters(codes: readonly string[]): number {
  const longest = Math.max(...codes.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => new Set(codes.map((code) => code[index])).size).filter(
    (distinct) => distinct > 1,
  ).length;
}
