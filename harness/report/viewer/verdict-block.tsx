import type { ComponentChildren } from 'preact';
import type { ExchangeRow } from '../exchange-rows.ts';
import type { FailureBlock } from '../failure-block.ts';
import { plain } from '../plain-text.ts';
import { LongText } from './message-parts.tsx';
import { brief, safeLink, visible } from './visible-text.ts';
import { WireText } from './wire-text.tsx';

export interface VerdictBlockProps {
  readonly block: FailureBlock;
  /** Where the id of an exchange leads, or `null` for nowhere. */
  readonly linkTo?: (exchange: string) => string | null;
}

const shownRows = 8;

/** The nine fields of a verdict, the same and in the same order as in every other report. */
export function VerdictBlock({ block, linkTo = () => null }: VerdictBlockProps) {
  const excerpt = block.excerpt.join('\n');
  const left = block.exchanges.slice(shownRows).map(({ id }) => id);
  return (
    <dl class="block">
      {block.exchanges.slice(0, shownRows).map((row) => (
        <Field name={row.part} key={`${row.part} ${row.id}`}>
          <ExchangeLine row={row} link={linkTo(row.id)} />
        </Field>
      ))}
      {left.length > 0 ? <Field name="evidence">and {visible(left.join(', '))}</Field> : null}
      {excerpt === '' ? null : (
        <Field name="excerpt">
          <pre>
            <LongText text={excerpt} />
          </pre>
        </Field>
      )}
      <Prose name="expected" text={block.expected} />
      <Prose name="actual" text={block.actual} />
      <Prose name="why" text={block.why} />
      {block.spec.length > 0 ? (
        <Field name="spec">
          <ul class="references">
            {block.spec.map(({ title, url }) => (
              <li key={`${title} ${url}`}>
                <Reference title={title} url={url} />
              </li>
            ))}
          </ul>
        </Field>
      ) : null}
      <Prose name="fix" text={block.fix} />
      {block.rerun === '' ? null : (
        <Field name="rerun">
          <code>
            <LongText text={block.rerun} />
          </code>
        </Field>
      )}
    </dl>
  );
}

function Field({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div class={`field field-${name}`}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Prose({ name, text }: { readonly name: string; readonly text: string }) {
  if (text === '') return null;
  return (
    <Field name={name}>
      <LongText text={text} />
    </Field>
  );
}

/** A reference as a link; what is no web address is shown and leads nowhere. */
function Reference({ title, url }: { readonly title: string; readonly url: string }) {
  const link = safeLink(url);
  if (link === null) return <LongText text={`${title} ${url}`.trim()} />;
  return (
    <a href={link} rel="noreferrer">
      {brief(title || url, 300)}
    </a>
  );
}

function ExchangeLine({ row, link }: { readonly row: ExchangeRow; readonly link: string | null }) {
  const { id, method, path, parameters, outcome } = row;
  return (
    <span class="exchange-line">
      {link === null ? (
        <span class="exchange-id">{visible(brief(id, 32))}</span>
      ) : (
        <a class="exchange-id" href={link}>
          {visible(brief(id, 32))}
        </a>
      )}
      <span>
        <b>{brief(plain(method), 40)}</b> <WireText text={brief(plain(path), 200)} />
      </span>
      {parameters.slice(0, 3).map(({ name, value }) => (
        <span key={name}>
          {brief(plain(name), 40)}
          {value === null ? <em> (absent)</em> : '='}
          {value === null ? null : <WireText text={brief(plain(value), 80)} />}
        </span>
      ))}
      <span class="outcome">
        → <b>{outcome.status ?? 'no answer'}</b> <WireText text={brief(plain(outcome.words), 100)} />
      </span>
    </span>
  );
}
