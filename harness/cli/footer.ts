/** What stands below the help: what a script needs to know, and what a careful person wants to. */
export const footer = `Exit codes: 0 all that was judged holds · 1 a MUST fails · 2 wrong command or configuration
            3 something could not be judged, and nothing failed · 130 interrupted

No telemetry. Nothing is contacted but the parts under test.`;
