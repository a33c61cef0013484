import { curlText } from '../curl-text.ts';
import { laneNames } from '../diagram-rows.ts';
import { exchangeText } from '../markdown-block.ts';
import { queryOf } from '../message-fields.ts';
import type { Report, ReportExchange } from '../schema.ts';
import { duration } from '../words.ts';
import { CopyButton } from './copy-button.tsx';
import { DecodedTokens } from './decoded-tokens.tsx';
import { HeaderTable, LongText, MessageBody, NamedValues } from './message-parts.tsx';
import { brief, visible } from './visible-text.ts';
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
  const { from, to, request, response, failure, note, durationMs } = exchange;
  const known = values ? { values } : {};
  const id = visible(brief(exchange.id, 32));
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
            <WireText text={brief(note, 300)} />
          </span>
        ) : null}
        {interactive ? (
          <span class="tools">
            <CopyButton label="cURL" what={`command of ${id}`} text={() => curlText(exchange)} />
            <CopyButton label="Text" what={`of ${id}`} text={() => exchangeText(exchange)} />
          </span>
        ) : null}
      </header>
      <div class="message">
        <p class="start-line">
          <span class="unseen">request: </span>
          <b>{visible(brief(request.method, 40))}</b> <LongText text={request.url} {...known} />
        </p>
        {query.length > 0 ? <NamedValues caption="Query" rows={query} {...known} /> : null}
        <HeaderTable headers={request.headers} {...known} />
        <MessageBody headers={request.headers} body={request.body} {...known} />
      </div>
      <div class="message">
        {response ? (
          <>
            <p class="start-line">
              <span class="unseen">response: </span>
              <b>{response.status}</b> <span class="quiet">{reasonOf(response.status)}</span>
            </p>
            <HeaderTable headers={response.headers} {...known} />
            <MessageBody headers={response.headers} body={response.body} {...known} />
          </>
        ) : (
          <p class="start-line">
            <b>no answer</b> {failure ? <LongText text={`${failure.code}: ${failure.message}`} /> : null}
          </p>
        )}
      </div>
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
