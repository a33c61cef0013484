import { useEffect, useState } from 'preact/hooks';

const themes = ['auto', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];

const key = 'mcp-conformance-theme';

/** Chooses between the theme of the system, the light and the dark one, and remembers the choice. */
export function ThemeToggle() {
  const [theme, setTheme] = useState<Theme>(remembered);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    remember(theme);
  }, [theme]);
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'auto';
  return (
    <button
      type="button"
      class="copy theme"
      onClick={() => setTheme(next)}
      aria-label={`theme: ${theme}; change to ${next}`}
    >
      <span aria-hidden="true">◐</span> {theme}
    </button>
  );
}

/** Pages on disk may have no storage at all. */
function remembered(): Theme {
  try {
    return themes.find((theme) => theme === localStorage.getItem(key)) ?? 'auto';
  } catch {
    return 'auto';
  }
}

function remember(theme: Theme): void {
  try {
    if (theme === 'auto') localStorage.removeItem(key);
    else localStorage.setItem(key, theme);
  } catch {
    // The choice holds until the page is closed.
  }
}
