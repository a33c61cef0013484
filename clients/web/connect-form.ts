import { Problem } from './explain.ts';
import type { Link } from './sessions.ts';

/** What a user wrote, to show it again; never the secret. */
export interface FormValues {
  readonly serverUrl: string;
  readonly isStatic: boolean;
  readonly clientId: string;
}

/** What stands in the form before a user has written anything. */
export function firstForm(suggestedServer: string | null): FormValues {
  return { serverUrl: suggestedServer ?? '', isStatic: false, clientId: '' };
}

/** What a user wrote to get a link. */
export function formOf({ serverUrl, registered }: Link): FormValues {
  return { serverUrl, isStatic: registered !== null, clientId: registered?.clientId ?? '' };
}

export interface ConnectForm {
  readonly values: FormValues;
  /** What is to be connected; throws a `Problem` that names the field. */
  readonly check: (whyNot: (url: string) => string | null) => Pick<Link, 'serverUrl' | 'registered'>;
}

/** Reads the form of the first page. */
export function readForm(body: unknown): ConnectForm {
  const fields = (body ?? {}) as Readonly<Record<string, unknown>>;
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name].trim() : '');
  const [serverUrl, clientId, clientSecret] = [text('server_url'), text('client_id'), text('client_secret')];
  const isStatic = text('static') !== '';
  return {
    values: { serverUrl, isStatic, clientId },
    check: (whyNot) => {
      const problem = serverUrl === '' ? 'it is empty' : whyNot(serverUrl);
      if (problem !== null) throw wrongUrl(serverUrl, problem);
      if (!isStatic) return { serverUrl, registered: null };
      if (clientId === '') throw noClientId;
      return { serverUrl, registered: { clientId, ...(clientSecret === '' ? {} : { clientSecret }) } };
    },
  };
}

const wrongUrl = (url: string, problem: string) =>
  new Problem(`The URL of the MCP server cannot be used: ${problem}.`, {
    where: url.slice(0, 200),
    remedy: 'Enter its whole URL: https://…, or http://… on this machine.',
    status: 400,
  });

const noClientId = new Problem('A client id is needed without dynamic client registration.', {
  remedy:
    'Enter the id of the client that was registered at the authorization server, and its secret if it has one.',
  status: 400,
});
