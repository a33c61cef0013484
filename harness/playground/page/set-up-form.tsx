import { useState } from 'preact/hooks';
import { count } from '../../report/words.ts';
import type { PlaygroundChoices, PlaygroundSetup } from '../contract.ts';
import { FaultSwitches } from './fault-switches.tsx';

export interface SetUpFormProps {
  readonly choices: PlaygroundChoices;
  readonly setup: PlaygroundSetup;
  readonly change: (setup: PlaygroundSetup) => void;
}

const modeNames = {
  dynamic: 'dynamic registration',
  static: 'static client',
  'metadata-document': 'client ID metadata document',
} as const;

const other = 'other';

/** What is connected to what, and what is broken on purpose. */
export function SetUpForm({ choices, setup, change }: SetUpFormProps) {
  const set = (changes: Partial<PlaygroundSetup>) => change({ ...setup, ...changes });
  const variants = choices.providers.find(({ id }) => id === setup.provider)?.variants ?? [];
  const [isOpen] = useState(hasRoom);
  return (
    <form class="set-up-form" aria-label="Set-up" onSubmit={(event) => event.preventDefault()}>
      <details open={isOpen}>
        <summary>
          <h2>Set-up</h2> <span class="quiet">{inShort(setup)}</span>
        </summary>
        <Choice
          label="Begin with"
          value=""
          options={[
            ['', 'a profile…'],
            ...choices.profiles.map(({ id, about }) => [id, `${id}: ${about}`] as const),
          ]}
          choose={(id) => {
            const profile = choices.profiles.find((candidate) => candidate.id === id);
            if (profile) change({ ...choices.start, faults: [], ...profile.setup });
          }}
        />
        <ProviderChoice choices={choices} setup={setup} set={set} />
        {variants.length > 0 ? (
          <Choice
            label="MCP server"
            value={setup.variant ?? variants[0] ?? ''}
            options={variants.map((variant) => [variant, `${setup.provider}: ${variant}`])}
            choose={(variant) => set({ variant })}
          />
        ) : null}
        <Choice
          label="Revision"
          value={setup.revision}
          options={choices.revisions.map((revision) => [revision, revision])}
          choose={(revision) => set({ revision: revision as PlaygroundSetup['revision'] })}
        />
        <Choice
          label="The client is known by"
          value={setup.mode}
          options={choices.modes.map((mode) => [mode, modeNames[mode]])}
          choose={(mode) => set({ mode: mode as PlaygroundSetup['mode'] })}
        />
        <Choice
          label="Sign-in"
          value={setup.signIn}
          options={[
            ['driver', 'by the harness'],
            ['hand', 'by hand, in your browser'],
          ]}
          choose={(signIn) => set({ signIn: signIn as PlaygroundSetup['signIn'] })}
        />
        <FaultSwitches faults={choices.faults} on={setup.faults} change={(on) => set({ faults: [...on] })} />
      </details>
    </form>
  );
}

/** On a narrow page the set-up stands above the flow, and is folded so that the flow is seen at once. */
function hasRoom(): boolean {
  return !matchMedia('(max-width: 760px)').matches;
}

function inShort({ provider, revision, faults }: PlaygroundSetup): string {
  return [provider, revision, ...(faults.length > 0 ? [count(faults.length, 'fault')] : [])].join(' · ');
}

function ProviderChoice(props: {
  readonly choices: PlaygroundChoices;
  readonly setup: PlaygroundSetup;
  readonly set: (changes: Partial<PlaygroundSetup>) => void;
}) {
  const { choices, setup, set } = props;
  const isBuiltIn = choices.providers.some(({ id }) => id === setup.provider);
  const [typing, setTyping] = useState(!isBuiltIn);
  const { variant: _, ...rest } = setup;
  return (
    <>
      <Choice
        label="Provider"
        value={typing ? other : setup.provider}
        options={[
          ...choices.providers.map(({ id, about }) => [id, `${id}: ${about}`] as const),
          [other, 'a definition file, or an issuer by its URL…'],
        ]}
        choose={(id) => {
          setTyping(id === other);
          if (id !== other) props.set({ ...rest, provider: id });
        }}
      />
      {typing ? (
        <label class="control">
          File or issuer
          <input
            type="text"
            spellcheck={false}
            placeholder="./acme.provider.ts or https://auth.acme.example"
            value={isBuiltIn ? '' : setup.provider}
            onChange={(event) => set({ provider: event.currentTarget.value })}
          />
        </label>
      ) : null}
    </>
  );
}

function Choice(props: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly choose: (value: string) => void;
}) {
  return (
    <label class="control">
      {props.label}
      <select value={props.value} onChange={(event) => props.choose(event.currentTarget.value)}>
        {props.options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
