import type { ListedTool } from '../sessions.ts';
import { fieldName, fieldsOf, type ToolField } from '../tool-arguments.ts';
import { FormToken } from './frame.tsx';

export interface ToolFormProps {
  readonly tool: ListedTool;
  readonly index: number;
  readonly token: string;
  readonly given: Readonly<Record<string, unknown>>;
}

/** One tool with a form for its arguments. */
export function ToolForm({ tool, index, token, given }: ToolFormProps) {
  const heading = `tool-${index}`;
  return (
    <article aria-labelledby={heading}>
      <h3 id={heading}>{tool.name}</h3>
      {tool.description !== '' && <p>{tool.description}</p>}
      <form method="post" action="/call">
        <FormToken token={token} />
        <input type="hidden" name="tool" value={tool.name} />
        {fieldsOf(tool).map((field, at) => (
          <Argument
            key={field.name}
            id={`${heading}-${at}`}
            field={field}
            given={given[fieldName(field.name)]}
          />
        ))}
        <button type="submit">{`Call ${tool.name}`}</button>
      </form>
    </article>
  );
}

function Argument({ id, field, given }: { id: string; field: ToolField; given: unknown }) {
  const label = <label for={id}>{field.isRequired ? field.name : `${field.name} (optional)`}</label>;
  const control = <Control id={id} field={field} given={typeof given === 'string' ? given : ''} />;
  return (
    <div class={field.kind === 'boolean' ? 'choice' : 'argument'}>
      {field.kind === 'boolean' ? [control, label] : [label, control]}
      {field.description !== null && (
        <p id={`${id}-note`} class="note">
          {field.description}
        </p>
      )}
    </div>
  );
}

function Control({ id, field, given }: { id: string; field: ToolField; given: string }) {
  const described = field.description === null ? {} : { 'aria-describedby': `${id}-note` };
  const shared = { id, name: fieldName(field.name), ...described };
  switch (field.kind) {
    case 'boolean':
      return <input {...shared} type="checkbox" value="yes" checked={given !== ''} />;
    case 'choice':
      return (
        <select {...shared}>
          {!field.isRequired && <option value="" />}
          {field.choices.map((choice) => (
            <option key={choice} value={choice} selected={choice === given}>
              {choice}
            </option>
          ))}
        </select>
      );
    case 'json':
      return <textarea {...shared} rows={3} placeholder="JSON" spellcheck={false} value={given} />;
    case 'number':
      return <input {...shared} type="text" inputmode="decimal" value={given} autocomplete="off" />;
    case 'text':
      return <input {...shared} type="text" value={given} autocomplete="off" />;
    default:
      return field.kind satisfies never;
  }
}
