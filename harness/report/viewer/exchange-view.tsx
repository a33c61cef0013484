import { curlText } from '../curl-text.ts';
import { laneNames } from '../diagram-rows.ts';
import { exchangeText } from '../markdown-block.ts';
import { queryOf } from '../message-fields.ts';
import type { Report, ReportExchange } from '../schema.ts';
import { duration } from '../words.ts';
import { CopyButton } from './copy-button.tsx';
import { DecodedTokens } from './decoded-tokens.tsx';
import { HeaderTable, MessageBody, NamedValues } from './message-parts.tsx';
import { WireText } from './wire-text.tsx';

export interface ExchangeViewProps {
  readonly exchange: ReportExchange;
  /** Facts about placeholders, from the report: what JWTs say, without their signature. */
  readonly secrets?: Report['secrets'];
  /** Values besides placeholders that can be followed. */
  readonly values?: readonly string[];
  /** Whether there is a script behind the copy buttons. */
  readonly interactive?: boolean;
}

/** One exchange with all that was recorded of it, decoded. */
export function ExchangeView({ exchange, secrets = {}, values, interactive = true }: ExchangeViewProps) {
  const { id, from, to, request, response, failure, note, durationMs } = exchange;
  const known = values ? { values } : {};
  const query = [...queryOf(request.url)];
  return (
    <article class="exchange" aria-label={`exchange ${id}`}>
      <header class="exchange-head">
        <span class="exchange-id">{id}</span>
        <span>
          {laneNames[from]} → {laneNames[to]}
        </span>
        <span class="quiet">{duration(durationMs)}</span>
        {note ? (
          <span class="note">
            <WireText text={note} />
          </span>
        ) : null}
        {interactive ? (
          <span class="tools">
            <CopyButton label="cURL" what={`command of ${id}`} text={() => curlText(exchange)} />
            <CopyButton label="Text" what={`of ${id}`} text={() => exchangeText(exchange)} />
          </span>
        ) : null}
      </header>
      <section class="message" aria-label="request">
        <p class="start-line">
          <b>{request.method}</b> <WireText text={request.url} {...known} />
        </p>
        {query.length > 0 ? <NamedValues caption="Query" rows={query} {...known} /> : null}
        <HeaderTable headers={request.headers} {...known} />
        <MessageBody headers={request.headers} body={request.body} {...known} />
      </section>
      <section class="message" aria-label="response">
        {response ? (
          <>
            <p class="start-line">
              <b>{response.status}</b> <span class="quiet">{reasonOf(response.status)}</span>
            </p>
            <HeaderTable headers={response.headers} {...known} />
            <MessageBody headers={response.headers} body={response.body} {...known} />
          </>
        ) : (
          <p class="start-line">
            <b>no answer</b> {failure ? <WireText text={`${failure.code}: ${failure.message}`} /> : null}
          </p>
        )}
      </section>
      <DecodedTokens exchange={exchange} secrets={secrets} />
    </article>
  );
}

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  409: 'Conflict',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};

/** What a status is called (RFC 9110 §15), or ''. */
function reasonOf(status: number): string {
  return reasons[status] ?? '';
}
