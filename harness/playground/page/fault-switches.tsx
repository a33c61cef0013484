import { useState } from 'preact/hooks';
import type { FaultSwitch } from '../contract.ts';
import { FaultRow } from './fault-row.tsx';
import { SwitchedOn } from './switched-on.tsx';

const roleNames = {
  client: 'Client',
  'resource-server': 'MCP server',
  'authorization-server': 'Authorization server',
} as const;

type Role = keyof typeof roleNames;

/** Faults by party, each with what it does and which requirements it breaks; those that are on stand above. */
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
      <SwitchedOn faults={faults} on={on} change={change} />
      <label class="control">
        <span class="unseen">Find a fault</span>
        <input
          type="search"
          placeholder="find: pkce, issuer, reusable…"
          value={query}
          onInput={(event) => search(event.currentTarget.value)}
        />
      </label>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section class="fault-list" aria-label="Faults by party" tabIndex={0}>
        {(Object.keys(roleNames) as Role[]).map((role) => (
          <FaultGroup
            key={role}
            name={roleNames[role]}
            faults={faults.filter((fault) => fault.role === role && matches(fault))}
            isSearched={wanted !== ''}
            on={on}
            toggle={toggle}
          />
        ))}
      </section>
    </fieldset>
  );
}

function FaultGroup(props: {
  readonly name: string;
  readonly faults: readonly FaultSwitch[];
  /** Whether a search shows what it found, whatever is folded. */
  readonly isSearched: boolean;
  readonly on: readonly string[];
  readonly toggle: (id: string) => void;
}) {
  const { name, faults, isSearched, on, toggle } = props;
  const [isOpen, open] = useState(false);
  const active = faults.filter(({ id }) => on.includes(id)).length;
  const fold = (event: Event) => {
    event.preventDefault();
    open(!isOpen);
  };
  return (
    <details class="fault-group" open={isOpen || (isSearched && faults.length > 0)}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is worked by keyboard as a button is */}
      <summary onClick={fold}>
        {name}{' '}
        <span class="quiet">
          {faults.length}
          {active > 0 ? `, ${active} on` : ''}
        </span>
      </summary>
      <ul>
        {faults.map((fault) => (
          <li key={fault.id}>
            <FaultRow fault={fault} isOn={on.includes(fault.id)} toggle={() => toggle(fault.id)} />
          </li>
        ))}
      </ul>
    </details>
  );
}
