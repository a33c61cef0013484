import type { Testbed } from '../testbed/testbed.ts';

/** Where one testbed stands at a time; those that cannot stand side by side take turns. */
export interface OnePlace {
  /** The testbed of a key, opened when another one stood there; it stays until it is released and another is wanted. */
  readonly enter: (key: string, open: () => Promise<Testbed>) => Promise<Testbed>;
  readonly release: () => void;
}

interface Standing {
  readonly key: string;
  readonly testbed: Promise<Testbed>;
  users: number;
}

/** Opens an empty place. Whoever wants another testbed than the one that is in use waits until nobody uses it. */
export function openPlace(): OnePlace {
  let standing: Standing | null = null;
  let waiting: (() => void)[] = [];
  const wake = () => {
    const woken = waiting;
    waiting = [];
    for (const resume of woken) resume();
  };
  const release = () => {
    if (standing) standing.users -= 1;
    wake();
  };
  const take = (key: string, open: () => Promise<Testbed>): Standing => {
    const before = standing;
    const testbed = vacated(before).then(open);
    const taken = { key, testbed, users: 0 };
    testbed.catch(() => {
      if (standing === taken) standing = null;
      wake();
    });
    return taken;
  };
  return {
    enter: async (key, open) => {
      while (standing && standing.key !== key && standing.users > 0) {
        await new Promise<void>((resume) => waiting.push(resume));
      }
      if (standing?.key !== key) standing = take(key, open);
      standing.users += 1;
      return standing.testbed;
    },
    release,
  };
}

async function vacated(before: Standing | null): Promise<void> {
  const testbed = await before?.testbed.catch(() => null);
  await testbed?.vacate();
}
