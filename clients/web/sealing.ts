import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/**
 * What only the holder of a session's cookie can read.
 *
 * Keys are made from the session's identifier, which is nowhere but in the cookie: whoever reads the store, or a copy
 * of it, has neither tokens nor a session to use.
 */
export interface Seal {
  /** The name of an entry of this session in a store; says nothing about the session. */
  readonly key: (purpose: string) => string;
  readonly close: (value: unknown) => string;
  /** Throws for what was sealed otherwise, or changed since. */
  readonly open: (text: string) => unknown;
  /** A value for forms of this session, which other sites cannot know. */
  readonly formToken: string;
  readonly isFormToken: (given: string) => boolean;
}

const cipher = 'aes-256-gcm';
const [nonceBytes, tagBytes] = [12, 16];

/** 256 random bits, in the characters of a cookie. */
export function newSessionId(): string {
  return randomBytes(32).toString('base64url');
}

/** Whether a cookie's value has the shape of an identifier of ours. */
export function isSessionId(text: string | undefined): text is string {
  return text !== undefined && /^[\w-]{43}$/.test(text);
}

/** Makes the keys of one session. */
export function sealOf(sessionId: string): Seal {
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', sessionId, '', `web-client ${purpose}`, 32));
  const naming = derive('names');
  const content = derive('content');
  const name = (purpose: string) => createHmac('sha256', naming).update(purpose).digest('base64url');
  const formToken = name('form');
  return {
    key: name,
    formToken,
    isFormToken: (given) => {
      const [mine, theirs] = [Buffer.from(formToken), Buffer.from(given)];
      return mine.length === theirs.length && timingSafeEqual(mine, theirs);
    },
    close: (value) => {
      const nonce = randomBytes(nonceBytes);
      const sealing = createCipheriv(cipher, content, nonce);
      const sealed = [sealing.update(JSON.stringify(value), 'utf8'), sealing.final()];
      return Buffer.concat([nonce, sealing.getAuthTag(), ...sealed]).toString('base64url');
    },
    open: (text) => {
      const bytes = Buffer.from(text, 'base64url');
      const opening = createDecipheriv(cipher, content, bytes.subarray(0, nonceBytes));
      opening.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      const opened = [opening.update(bytes.subarray(nonceBytes + tagBytes)), opening.final()];
      return JSON.parse(Buffer.concat(opened).toString('utf8'));
    },
  };
}
