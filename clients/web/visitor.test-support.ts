import { type HTMLElement, parse } from 'node-html-parser';
import { CookieJar } from 'tough-cookie';

/** A page as a visitor without scripts sees it. */
export interface SeenPage {
  readonly status: number;
  readonly url: string;
  readonly headers: Headers;
  readonly document: HTMLElement;
  readonly heading: string;
  /** The text of what went wrong, or `null`. */
  readonly alert: string | null;
  /** The value of a term in a region. */
  readonly term: (region: string, term: string) => string | null;
}

/** Where a visit of ours left for another site. */
export interface Left {
  readonly leftFor: string;
}

/** The page that a visit ended on. */
export function pageOf(visit: SeenPage | Left): SeenPage {
  if ('leftFor' in visit) throw new Error(`it left for ${visit.leftFor}`);
  return visit;
}

/** Where a visit left for. */
export function leftOf(visit: SeenPage | Left): string {
  if (!('leftFor' in visit)) throw new Error(`it stayed: ${visit.alert ?? visit.heading}`);
  return visit.leftFor;
}

/** A person with a browser that keeps cookies and runs no script. */
export class Visitor {
  readonly jar = new CookieJar();
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  open(path: string, headers: Record<string, string> = {}): Promise<SeenPage | Left> {
    return this.#send(new URL(path, this.#origin).href, { headers });
  }

  /** Fills the form that a button belongs to, and presses it. */
  async press(page: SeenPage, button: string, fields: Record<string, string> = {}): Promise<SeenPage | Left> {
    const form = page.document
      .querySelectorAll('form')
      .find((candidate) => candidate.querySelectorAll('button').some(({ text }) => text.trim() === button));
    if (!form) throw new Error(`the page has no button ${button}`);
    const body = new URLSearchParams();
    for (const input of form.querySelectorAll('input[type=hidden]'))
      body.append(input.getAttribute('name') ?? '', input.getAttribute('value') ?? '');
    for (const [label, value] of Object.entries(fields)) {
      const id = form
        .querySelectorAll('label')
        .find(({ text }) => text.trim() === label)
        ?.getAttribute('for');
      const name = id === undefined ? undefined : form.querySelector(`#${id}`)?.getAttribute('name');
      if (name === undefined) throw new Error(`the form has no field ${label}`);
      body.append(name, value);
    }
    return this.post(form.getAttribute('action') ?? '/', body);
  }

  /** Asks on the first page to connect to an MCP server. */
  async begin(serverUrl: string, fields: Record<string, string> = {}): Promise<SeenPage | Left> {
    return this.press(pageOf(await this.open('/')), 'Connect', { 'MCP server URL': serverUrl, ...fields });
  }

  post(path: string, body: URLSearchParams, headers: Record<string, string> = {}): Promise<SeenPage | Left> {
    const type = 'application/x-www-form-urlencoded';
    const all = { 'content-type': type, origin: this.#origin, ...headers };
    return this.#send(new URL(path, this.#origin).href, {
      method: 'POST',
      body: body.toString(),
      headers: all,
    });
  }

  async #send(url: string, init: RequestInit): Promise<SeenPage | Left> {
    const cookie = await this.jar.getCookieString(url);
    const headers = { ...(init.headers as Record<string, string>), ...(cookie ? { cookie } : {}) };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) await this.jar.setCookie(line, url);
    const html = await response.text();
    const location = response.headers.get('location') ?? refreshOf(html);
    if (location !== null) {
      const target = new URL(location, url);
      return target.origin === this.#origin
        ? this.open(target.pathname + target.search)
        : { leftFor: target.href };
    }
    return seen(url, response, html);
  }
}

/** Where a page sends the browser by itself. */
function refreshOf(html: string): string | null {
  const meta = parse(html).querySelector('meta[http-equiv=refresh]');
  return meta?.getAttribute('content')?.replace(/^0;url=/, '') ?? null;
}

function seen(url: string, response: Response, html: string): SeenPage {
  const document = parse(html);
  const text = (element: HTMLElement | null) => element?.text.replace(/\s+/g, ' ').trim() ?? null;
  const region = (name: string) =>
    document.querySelectorAll('section').find((section) => text(section.querySelector('h2')) === name) ??
    null;
  return {
    status: response.status,
    url,
    headers: response.headers,
    document,
    heading: text(document.querySelector('h1')) ?? '',
    alert: text(document.querySelector('[role=alert]')),
    term: (name, term) => {
      const pair = region(name)
        ?.querySelectorAll('dl > div')
        .find((row) => text(row.querySelector('dt')) === term);
      return text(pair?.querySelector('dd') ?? null);
    },
  };
}
