import { useState } from 'preact/hooks';

export interface CopyButtonProps {
  /** What the button says. */
  readonly label: string;
  /** What it copies, for those who hear the page. */
  readonly what: string;
  /** Made only when it is asked for. */
  readonly text: () => string;
}

const shownFor = 1600;

/** Copies a text and says so. */
export function CopyButton({ label, what, text }: CopyButtonProps) {
  const [said, setSaid] = useState('');
  const copy = async () => {
    setSaid((await copyText(text())) ? 'copied' : 'not copied');
    setTimeout(() => setSaid(''), shownFor);
  };
  return (
    <button type="button" class="copy" onClick={() => void copy()}>
      <span aria-live="polite">{said || label}</span>
      <span class="unseen"> {what}</span>
    </button>
  );
}

/** Puts a text on the clipboard, also where the page is no secure context. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}
