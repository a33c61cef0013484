import { useState } from 'preact/hooks';
import type { FaultSwitch } from '../contract.ts';

const roleNames = {
  client: 'Client',
  'resource-server': 'MCP server',
  'authorization-server': 'Authorization server',
} as const;

/** Faults by party, each with what it does and which requirements it breaks. */
export function FaultSwitches(props: {
  readonly faults: readonly FaultSwitch[];
  readonly on: readonly string[];
  readonly change: (on: readonly string[]) => void;
}) {
  const { faults, on, change } = props;
  const [query, search] = useState('');
  const wanted = query.trim().toLowerCase();
  const matches = ({ id, says, breaks, provokes }: FaultSwitch) =>
    wanted === '' || [id, says, ...breaks, ...provokes].some((text) => text.toLowerCase().includes(wanted));
  const toggle = (id: string) => change(on.includes(id) ? on.filter((other) => other !== id) : [...on, id]);
  return (
    <fieldset class="faults">
      <legend>
        Faults <span class="quiet">{on.length === 0 ? 'none is on' : `${on.length} on`}</span>
      </legend>
      <label class="control">
        <span class="unseen">Find a fault</span>
        <input
          type="search"
          placeholder="find: pkce, issuer, reusable…"
          value={query}
          onInput={(event) => search(event.currentTarget.value)}
        />
      </label>
      {on.length > 0 ? (
        <button type="button" class="copy" onClick={() => change([])}>
          Switch all off
        </button>
      ) : null}
      {(Object.keys(roleNames) as (keyof typeof roleNames)[]).map((role) => {
        const own = faults.filter((fault) => fault.role === role && matches(fault));
        const active = own.filter(({ id }) => on.includes(id)).length;
        return (
          <details key={role} class="fault-group" open={wanted !== '' || active > 0}>
            <summary>
              {roleNames[role]}{' '}
              <span class="quiet">
                {own.length}
                {active > 0 ? `, ${active} on` : ''}
              </span>
            </summary>
            <ul>
              {own.map((fault) => (
                <li key={fault.id}>
                  <FaultRow fault={fault} isOn={on.includes(fault.id)} toggle={() => toggle(fault.id)} />
                </li>
              ))}
            </ul>
          </details>
        );
      })}
    </fieldset>
  );
}

function FaultRow(props: {
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
        {breaks.length > 0 ? <span class="quiet">breaks {breaks.join(', ')}</span> : null}
        {provokes.length > 0 ? <span class="quiet">tries the client on {provokes.join(', ')}</span> : null}
      </span>
    </label>
  );
}
