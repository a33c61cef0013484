import { createContext } from 'preact';

/** Whether a script stands behind the page: false while it is written, true once it runs. */
export const Interactive = createContext(false);
