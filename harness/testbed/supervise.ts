import { TargetError } from '../define/error.ts';
import type { StartedResourceServer } from '../define/resource-server.ts';

/** Keeps an MCP server in a process of its own alive, and finds out which request ended it. */
export interface Supervisor {
  /** Makes an attempt to get an answer; repeats it when somebody else's request ended the process meanwhile. */
  readonly attempt: <Answer>(make: () => Promise<Answer>) => Promise<Answer>;
  /** How often the process ended, and how, without a request that could be shown to be the cause. */
  readonly incidents: () => readonly string[];
}

/** One life of the process, from a start to its end. */
interface Life {
  ended: string | null;
  readonly over: Promise<unknown>;
  /** Whether the request that ended it is known. */
  explained: boolean;
}

/** Milliseconds that the news of the end may come later than the broken connection. */
const newsMs = 400;

/** Unexplained ends after which it is not started again. */
const patience = 3;

/**
 * Watches over a server.
 *
 * When it ends with several requests under way, any of them may be the cause. So it is started again, and each
 * of them is repeated alone: the one that ends it a second time is the cause and fails for that; the others get
 * the answer that they would have had.
 */
export function superviseServer(server: StartedResourceServer): Supervisor {
  const lives: Life[] = [];
  let underWay = 0;
  let idle: (() => void)[] = [];
  /** Settles when nobody repeats a request alone. */
  let gate: Promise<unknown> = Promise.resolve();

  const begin = (): Life => {
    const life: Life = {
      ended: null,
      explained: false,
      over: server.exited().then((how) => {
        life.ended = how;
      }),
    };
    lives.push(life);
    return life;
  };
  let life = begin();

  const unexplained = () => lives.filter(({ ended, explained }) => ended !== null && !explained);

  const revive = async () => {
    if (life.ended === null) return;
    if (unexplained().length > patience) throw outOfPatience(life.ended);
    await server.restart();
    life = begin();
  };

  const allDone = () => (underWay === 0 ? Promise.resolve() : new Promise<void>((done) => idle.push(done)));

  const alone = <Answer>(job: () => Promise<Answer>): Promise<Answer> => {
    const done = gate.then(allDone).then(job);
    gate = done.catch(() => undefined);
    return done;
  };

  const repeat = async <Answer>(make: () => Promise<Answer>, first: Life): Promise<Answer> => {
    await revive();
    const second = life;
    try {
      return await make();
    } catch (error) {
      if (!(await hasEnded(second, error))) throw error;
      first.explained = true;
      second.explained = true;
      throw processEnded(second.ended ?? '', error);
    }
  };

  const entered = async () => {
    for (let seen: unknown; seen !== gate; ) {
      seen = gate;
      await gate;
    }
    underWay += 1;
  };

  const left = () => {
    underWay -= 1;
    if (underWay > 0) return;
    for (const done of idle.splice(0)) done();
    idle = [];
  };

  return {
    incidents: () => unexplained().map(({ ended }) => ended ?? ''),
    attempt: async (make) => {
      await entered();
      const mine = life;
      try {
        if (mine.ended === null) return await make();
      } catch (error) {
        if (!(await hasEnded(mine, error))) throw error;
      } finally {
        left();
      }
      return alone(() => repeat(make, mine));
    },
  };
}

/** Whether a process has ended; the news may be on its way when a connection has just broken. */
async function hasEnded(life: Life, error: unknown): Promise<boolean> {
  const { name } = error as { name?: string };
  if (life.ended === null && name !== 'TimeoutError' && name !== 'AbortError') {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, newsMs);
    });
    await Promise.race([life.over, late]);
    clearTimeout(timer);
  }
  return life.ended !== null;
}

function processEnded(how: string, cause: unknown): Error {
  const { code, message } = cause as { code?: string; message?: string };
  return Object.assign(
    new Error(`the connection ended (${code ?? message}): the process ${how}`, { cause }),
    {
      code: 'process-ended',
    },
  );
}

function outOfPatience(how: string): TargetError {
  return new TargetError(
    'resource-server',
    `the MCP server ended ${patience + 1} times with no request as the cause (last: ${how}); it was not started again`,
  );
}
