import type { FaultSwitch } from '../contract.ts';

/** The faults that are on, always in view, each with a way to switch it off. */
export function SwitchedOn(props: {
  readonly faults: readonly FaultSwitch[];
  readonly on: readonly string[];
  readonly change: (on: readonly string[]) => void;
}) {
  const { faults, on, change } = props;
  if (on.length === 0) return null;
  const saysOf = new Map(faults.map(({ id, says }) => [id, says]));
  return (
    <div class="switched-on">
      <ul aria-label="Faults that are on">
        {on.map((id) => (
          <li key={id}>
            <code title={saysOf.get(id)}>{id}</code>
            <button
              type="button"
              class="copy"
              aria-label={`Switch off ${id}`}
              onClick={() => change(on.filter((other) => other !== id))}
            >
              off
            </button>
          </li>
        ))}
      </ul>
      {on.length > 1 ? (
        <button type="button" class="copy" onClick={() => change([])}>
          Switch all off
        </button>
      ) : null}
    </div>
  );
}
