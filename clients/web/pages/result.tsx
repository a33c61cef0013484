import type { ToolResult } from '../answers.ts';
import { Facts } from './frame.tsx';

/** What a tool answered: the user where it is about one, and all of it as it came. */
export function ResultView({ result }: { result: ToolResult & { readonly tool: string } }) {
  const { tool, isError, user, data, texts } = result;
  return (
    <section aria-labelledby="result" class={isError ? 'result failed' : 'result'}>
      <h2 id="result">{`Result of ${tool}`}</h2>
      {isError && <p>The tool answered with an error.</p>}
      {user && (
        <Facts
          facts={[
            ['User id', user.id ?? 'not told'],
            ['Name', user.name ?? 'not told'],
            ['Email', user.email ?? 'not told'],
          ]}
        />
      )}
      {data ? <pre>{JSON.stringify(data, null, 2)}</pre> : <Texts texts={texts} />}
    </section>
  );
}

function Texts({ texts }: { texts: readonly string[] }) {
  return texts.length === 0 ? <p>It answered with nothing.</p> : <pre>{texts.join('\n')}</pre>;
}
