import type { FormSignIn } from '../define/provider.ts';
import type { Page } from '../define/provider-probe.ts';
import { mediaType } from '../trace/exchange.ts';
import type { OutgoingRequest, Reply } from '../trace/http.ts';
import { approval, denial, looksLike } from './button-words.ts';
import { cookieHeader, keepCookies } from './cookies.ts';
import type { SignInDriver, SignInResult, SignInTask } from './driver.ts';
import { isCallback } from './driver.ts';
import { asksForCode, isAccountChooser } from './obstacles.ts';
import type { FormButton, PageForm, ReadPage } from './page.ts';
import { isLogin, readPage, usernameField } from './page.ts';
import { explainStuck } from './stuck-page.ts';

const stepLimit = 24;

/** Walks server-rendered pages over HTTP: fast, and without a browser. Cannot run scripts, and says so. */
export function formDriver(hints: Omit<FormSignIn, 'kind'> = {}): SignInDriver {
  return { name: 'form', drive: (task) => new Trip(task, hints).run() };
}

type Step =
  | { readonly next: OutgoingRequest }
  | { readonly done: string | null }
  | { readonly stuck: string };

/** One drive: it lives as long as the trip. */
class Trip {
  readonly #task: SignInTask;
  readonly #hints: Omit<FormSignIn, 'kind'>;
  readonly #replies: Reply[] = [];
  readonly #pages: Page[] = [];
  #loginsTried = 0;

  constructor(task: SignInTask, hints: Omit<FormSignIn, 'kind'>) {
    this.#task = task;
    this.#hints = hints;
  }

  async run(): Promise<SignInResult> {
    let request: OutgoingRequest = {
      url: this.#task.url,
      kind: 'authorization-request',
      ...(this.#task.note ? { note: this.#task.note } : {}),
    };
    for (let steps = 0; steps < stepLimit; steps += 1) {
      const reply = await this.#visit(request);
      const step = this.#decide(request, reply);
      if ('done' in step) return this.#result(step.done, null);
      if ('stuck' in step) return this.#result(null, step.stuck);
      request = step.next;
    }
    return this.#result(
      null,
      `the provider sent the browser on more than ${stepLimit} times, last to ${request.url}`,
    );
  }

  #result(redirectedTo: string | null, stuck: string | null): SignInResult {
    const [first, ...rest] = this.#replies;
    if (!first) throw new Error('a trip ends after its first answer');
    return { redirectedTo, stuck, pages: this.#pages, replies: [first, ...rest] };
  }

  async #visit(request: OutgoingRequest): Promise<Reply> {
    const { cookies, http } = this.#task;
    const headers = [
      ['Accept', 'text/html,application/xhtml+xml,*/*;q=0.8'],
      ['Accept-Language', 'en'],
      ['Sec-Fetch-Dest', 'document'],
      ['Sec-Fetch-Mode', 'navigate'],
      ['Sec-Fetch-Site', this.#replies.length === 0 ? 'cross-site' : 'same-origin'],
      ['Upgrade-Insecure-Requests', '1'],
      ...(request.body === undefined ? [] : [['Origin', new URL(request.url).origin] as const]),
      ...cookieHeader(cookies, request.url),
      ...(request.headers ?? []),
    ] as const;
    const reply = await http.send({ ...request, headers });
    if (reply.status > 0) keepCookies(cookies, reply.headers, request.url);
    this.#replies.push(reply);
    return reply;
  }

  #decide(request: OutgoingRequest, reply: Reply): Step {
    if (reply.status === 0)
      return { stuck: `${request.url} gave no answer: ${reply.exchange.failure?.message}` };
    if (reply.location !== null && reply.status >= 300 && reply.status < 400)
      return this.#follow(request, reply);
    if (!/html/.test(mediaType(reply.headers)) && !/^\s*</.test(reply.text)) {
      return reply.status >= 400
        ? { done: null }
        : { stuck: `${request.url} answered ${reply.status} with no page` };
    }
    const read = readPage(reply, request.url);
    this.#pages.push(read.page);
    return this.#answer(read);
  }

  #follow(request: OutgoingRequest, reply: Reply): Step {
    const target = reply.location ?? '';
    if (isCallback(target, this.#task)) return { done: target };
    const keepsBody = reply.status === 307 || reply.status === 308;
    return { next: keepsBody ? { ...request, url: target } : { url: target } };
  }

  #answer(read: ReadPage): Step {
    if (read.refresh && isCallback(read.refresh, this.#task)) return { done: read.refresh };
    const login = read.forms.find(isLogin);
    if (login) return this.#logIn(login, read);
    if (read.page.purpose === 'error') return { done: null };
    const posted = read.forms.find(({ action }) => isCallback(action, this.#task));
    if (posted) return { done: `${posted.action}?${encodeFields(posted, null)}` };
    if (read.sight.fields.some(asksForCode)) return this.#stuck(read, 'asks for a second factor (MFA)');
    return (
      this.#choose(read) ??
      this.#consent(read) ??
      (read.refresh ? { next: { url: read.refresh } } : this.#stuck(read, nothingToPress(read)))
    );
  }

  #stuck({ sight, page }: ReadPage, reason: string): Step {
    const { decision } = this.#task;
    // As it was recorded: what is secret in it has a placeholder.
    const [place = ''] = page.reply.exchange.request.url.split('?', 1);
    const advice = 'A real browser is used with --login browser, and can be watched with --headed.';
    return { stuck: explainStuck({ reason, sight, place, decision, advice }) };
  }

  #logIn(form: PageForm, read: ReadPage): Step {
    const { user } = this.#task;
    if (!user) return this.#stuck(read, 'asks for a user, and the provider definition names none');
    this.#loginsTried += 1;
    if (this.#loginsTried > 3) return this.#stuck(read, 'came back after signing in');
    const name = this.#hints.usernameField ?? usernameField(form)?.name;
    const secret = this.#hints.passwordField ?? form.fields.find(({ type }) => type === 'password')?.name;
    const filled = new Map<string, string>();
    if (name) filled.set(name, user.username);
    if (secret) filled.set(secret, user.password);
    const button = form.buttons.find((candidate) => !looksLike(candidate, denial)) ?? null;
    return { next: submit(form, button, filled) };
  }

  /** Takes the user's own account where the page asks which one is meant. */
  #choose({ sight, links, forms }: ReadPage): Step | null {
    const { user } = this.#task;
    if (!user || !isAccountChooser(sight)) return null;
    const link = links.find(({ label }) => label.includes(user.username));
    if (link) return this.#visitLink(link.href);
    for (const form of forms) {
      const button = form.buttons.find(({ label }) => label.includes(user.username));
      if (button) return { next: submit(form, button, new Map()) };
    }
    return null;
  }

  #consent(read: ReadPage): Step | null {
    const { decision } = this.#task;
    const hint = this.#hints[decision];
    const pattern = decision === 'approve' ? approval : denial;
    for (const form of read.forms) {
      const named = hint ? form.buttons.find((button) => matchesHint(button, hint)) : undefined;
      const recognised = form.buttons.find((button) => looksLike(button, pattern));
      const only = decision === 'approve' && form.buttons.length <= 1 && form.method === 'POST';
      const chosen = named ?? recognised ?? (only ? (form.buttons[0] ?? null) : undefined);
      if (chosen !== undefined && !(chosen === null && read.scripted))
        return { next: submit(form, chosen, new Map()) };
    }
    const link = read.links.find(({ label }) => pattern.test(label));
    if (!link) return null;
    return this.#visitLink(link.href);
  }

  #visitLink(href: string): Step {
    return isCallback(href, this.#task) ? { done: href } : { next: { url: href } };
  }
}

function matchesHint(button: FormButton, hint: string): boolean {
  return button.label === hint || button.value === hint || `${button.name}=${button.value}` === hint;
}

function encodeFields(form: PageForm, button: FormButton | null, filled = new Map<string, string>()): string {
  const parameters = new URLSearchParams();
  for (const { name, type, value, checked } of form.fields) {
    if ((type === 'checkbox' || type === 'radio') && !checked) continue;
    parameters.append(name, filled.get(name) ?? value);
  }
  if (button && button.name !== '') parameters.append(button.name, button.value);
  return parameters.toString();
}

function submit(form: PageForm, button: FormButton | null, filled: Map<string, string>): OutgoingRequest {
  const fields = encodeFields(form, button, filled);
  const action = button?.action ?? form.action;
  if (form.method === 'POST') return { url: action, method: 'POST', body: new URLSearchParams(fields) };
  return { url: `${action.split('?', 1)[0]}?${fields}` };
}

function nothingToPress({ scripted, forms }: ReadPage): string {
  return scripted && forms.length === 0
    ? 'is drawn by a script, which the form driver cannot run'
    : 'has no form or button that the form driver recognises';
}
