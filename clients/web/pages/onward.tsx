import { Frame } from './frame.tsx';

/**
 * Sends the user on to the authorization server.
 *
 * A page of its own instead of a redirect: browsers apply `form-action` to redirects that follow a form, and the policy
 * of these pages lets no form lead elsewhere.
 */
export function OnwardPage({ url }: { url: string }) {
  return (
    <Frame title="Sign in" refresh={`0;url=${url}`}>
      <h1>On to the sign-in</h1>
      <p>
        The authorization server is <code>{new URL(url).origin}</code>
      </p>
      <p>
        <a href={url}>Go on</a>
      </p>
    </Frame>
  );
}
