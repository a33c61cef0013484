import type { Api } from './api.ts';

const formats = [
  ['html', 'HTML report', 'html'],
  ['diagram', 'Diagram', 'txt'],
  ['har', 'HAR', 'har'],
  ['json', 'JSON', 'json'],
] as const;

/** Saves what is shown as a file: a visit, or all else. */
export function ExportMenu({ api, visit }: { readonly api: Api; readonly visit: string | null }) {
  const save = async (format: string, extension: string) => {
    const url = URL.createObjectURL(await api.exported(format, visit));
    const link = document.createElement('a');
    link.href = url;
    link.download = `mcp-conformance-playground.${extension}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  };
  return (
    <span class="export">
      Save as
      {formats.map(([format, name, extension]) => (
        <button key={format} type="button" class="copy" onClick={() => void save(format, extension)}>
          {name}
        </button>
      ))}
    </span>
  );
}
