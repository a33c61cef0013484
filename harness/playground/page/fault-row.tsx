import type { FaultSwitch } from '../contract.ts';

/** One fault as a switch: what it does, which requirements it breaks, and what it tries the client on. */
export function FaultRow(props: {
  readonly fault: FaultSwitch;
  readonly isOn: boolean;
  readonly toggle: () => void;
}) {
  const { id, says, breaks, provokes } = props.fault;
  return (
    <label class="fault">
      <input type="checkbox" checked={props.isOn} onChange={props.toggle} />
      <span>
        <code>{id}</code>
        <span class="says">{says}</span>
        {breaks.length > 0 ? <Requirements lead="breaks" ids={breaks} /> : null}
        {provokes.length > 0 ? <Requirements lead="tries the client on" ids={provokes} /> : null}
      </span>
    </label>
  );
}

/** Each id in one piece where there is room for it. */
function Requirements({ lead, ids }: { readonly lead: string; readonly ids: readonly string[] }) {
  return (
    <span class="quiet">
      {lead}{' '}
      {ids.map((id, index) => (
        <span key={id}>
          <span class="id">
            {id}
            {index < ids.length - 1 ? ',' : ''}
          </span>{' '}
        </span>
      ))}
    </span>
  );
}
