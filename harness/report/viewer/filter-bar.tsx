import { useEffect, useRef } from 'preact/hooks';
import { levels, roles } from '../../catalogue/vocabulary.ts';
import { plain } from '../plain-text.ts';
import type { Report } from '../schema.ts';
import { roleName } from '../words.ts';
import { chosenValue, type FilterKey, withValue } from './filter-query.ts';
import { verdictNames } from './verdict-line.tsx';
import { brief } from './visible-text.ts';

export interface FilterBarProps {
  readonly report: Report;
  readonly query: string;
  readonly search: (query: string) => void;
  readonly shown: number;
  readonly all: number;
}

/** The search box and the lists that write into it. */
export function FilterBar({ report, query, search, shown, all }: FilterBarProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      const isTyping = /^(?:input|textarea|select)$/i.test((event.target as Element).tagName);
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      box.current?.focus();
    };
    addEventListener('keydown', focus);
    return () => removeEventListener('keydown', focus);
  }, []);
  return (
    <search class="filter">
      <label class="search">
        <span class="unseen">Filter verdicts</span>
        <input
          ref={box}
          type="search"
          placeholder="level:must role:as verdict:fail words   ( / )"
          value={query}
          spellcheck={false}
          autocomplete="off"
          onInput={(event) => search(event.currentTarget.value)}
        />
      </label>
      {choicesOf(report).map(({ key, choices }) => (
        <select
          key={key}
          aria-label={key}
          value={chosenValue(query, key)}
          onChange={(event) => search(withValue(query, key, event.currentTarget.value))}
        >
          <option value="">every {key}</option>
          {choices.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      ))}
      <output class="quiet">{shown === all ? `${all} verdicts` : `${shown} of ${all} verdicts`}</output>
    </search>
  );
}

interface Choices {
  readonly key: FilterKey;
  readonly choices: readonly (readonly [value: string, name: string])[];
}

/** What can be chosen; where there is one thing only, there is no choice. */
function choicesOf({ revisions, modes, results }: Report): Choices[] {
  const present = new Set(results.map(({ role }) => role));
  const all: Choices[] = [
    { key: 'level', choices: levels.map((level) => [level.toLowerCase(), level]) },
    { key: 'role', choices: roles.filter((role) => present.has(role)).map((role) => [role, roleName(role)]) },
    { key: 'verdict', choices: [...Object.entries(verdictNames), ['baseline', 'in the baseline']] },
    { key: 'revision', choices: revisions.map((revision) => [revision, brief(plain(revision), 40)]) },
    { key: 'mode', choices: modes.map((mode) => [mode, mode]) },
  ];
  return all.filter(({ choices }) => choices.length > 1);
}
