import type { Api } from './api.ts';

const formats = [
  ['html', 'HTML report', 'html'],
  ['diagram', 'Diagram', 'txt'],
  ['har', 'HAR', 'har'],
  ['json', 'JSON', 'json'],
] as const;

/** Saves the session as a file. */
export function ExportMenu({ api }: { readonly api: Api }) {
  const save = async (format: string, extension: string) => {
    const url = URL.createObjectURL(await api.exported(format));
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
