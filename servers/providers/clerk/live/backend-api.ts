import { quote, TargetError, UsageError } from '../../../../harness/define/error.ts';

type Json = Readonly<Record<string, unknown>>;

/** Clerk's Backend API, as far as a run needs it. A 404 is `null`; any other refusal throws, and says what to do. */
export interface BackendApi {
  readonly get: (path: string) => Promise<unknown>;
  readonly post: (path: string, body?: Json) => Promise<Json | null>;
  /** Whether the thing is gone, be it by this call or before. */
  readonly remove: (path: string) => Promise<boolean>;
}

export interface BackendOptions {
  readonly apiUrl: string;
  readonly secretKey: string;
  /** Milliseconds between two requests: the documented limit is 100 in 10 s [D]. */
  readonly intervalMs?: number;
  readonly fetch?: typeof fetch;
  readonly sleep?: (ms: number) => Promise<void>;
}

/** How often a request is sent again after a 429, and the longest `Retry-After` that is waited for. */
const retries = 3;
const longestWaitSeconds = 20;

/** Opens the API; requests leave one after the other, no faster than the limits allow. */
export function openBackendApi(options: BackendOptions): BackendApi {
  const { apiUrl, intervalMs = 125, sleep = realSleep } = options;
  let turn: Promise<unknown> = Promise.resolve();
  const paced = () => {
    const mine = turn;
    turn = mine.then(() => sleep(intervalMs));
    return mine;
  };
  const call = async (method: string, path: string, body?: Json): Promise<unknown> => {
    for (let attempt = 0; ; attempt += 1) {
      await paced();
      const response = await send(method, path, body, options);
      const seconds = Number(response.headers.get('retry-after') ?? 1);
      if (response.status === 429 && attempt < retries && seconds <= longestWaitSeconds) {
        await response.text();
        await sleep(seconds * 1000);
      } else if (response.status === 404) {
        return null;
      } else if (response.ok) {
        return response.status === 204 ? {} : readJson(response, apiUrl);
      } else {
        throw await refusalOf(response, `${method} ${apiUrl}${path}`);
      }
    }
  };
  return {
    get: (path) => call('GET', path),
    post: async (path, body = {}) => (await call('POST', path, body)) as Json | null,
    remove: async (path) => {
      await call('DELETE', path);
      return true;
    },
  };
}

async function send(method: string, path: string, body: Json | undefined, options: BackendOptions) {
  const { apiUrl, secretKey } = options;
  try {
    return await (options.fetch ?? fetch)(apiUrl + path, {
      method,
      headers: {
        Authorization: `Bearer ${secretKey}`,
        Accept: 'application/json',
        ...(body ? { 'Content-Type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(15_000),
    });
  } catch (cause) {
    throw new TargetError(
      'clerk-unreachable',
      `Clerk's Backend API gave no answer: ${method} ${apiUrl}${path} (${reasonOf(cause)}). Check the network, and CLERK_API_URL if it is set.`,
      { cause },
    );
  }
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { code?: string } };
  return cause?.code ?? message ?? String(error);
}

async function readJson(response: Response, apiUrl: string): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    throw new TargetError(
      'clerk-answer',
      `${apiUrl} answered ${response.status} without JSON. Is CLERK_API_URL the Backend API?`,
      { cause },
    );
  }
}

/** Clerk's errors are `{ errors: [{ code, message, long_message }] }` [D]. */
async function refusalOf(response: Response, request: string): Promise<Error> {
  const text = await response.text().catch(() => '');
  const { code, words } = firstError(text);
  if (response.status === 401) {
    return new UsageError(
      'clerk-secret-key',
      `CLERK_SECRET_KEY: ${request} answered 401${code ? ` ${code}` : ''}. The key was revoked, or belongs to another instance: copy it again from the dashboard (API keys).`,
    );
  }
  if (response.status === 429) {
    return new TargetError(
      'clerk-rate-limit',
      `Clerk's rate limit was reached (429 for ${request}) and waiting did not help. Wait a minute, and run fewer scenarios at a time (--concurrency 1).`,
    );
  }
  return new TargetError(
    'clerk-answer',
    `${request} answered ${response.status}${code ? ` ${code}` : ''}: ${words}`,
  );
}

function firstError(text: string): { code: string | null; words: string } {
  try {
    const { errors } = JSON.parse(text) as {
      errors?: { code?: string; long_message?: string; message?: string }[];
    };
    const [first] = errors ?? [];
    return { code: first?.code ?? null, words: first?.long_message ?? first?.message ?? quote(text) };
  } catch {
    return { code: null, words: quote(text) };
  }
}

function realSleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
