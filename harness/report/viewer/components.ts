/**
 * The components that show exchanges and verdicts, shared by the HTML report and by pages that show a flow
 * while it happens. All take plain data of `report.json` (`../schema.ts`); nothing here asks a server or keeps
 * a clock, so a live page only has to pass longer lists.
 *
 *     import 'harness/report/viewer/styles/viewer.css';       // once, in the entry that Vite builds
 *     import { installLights, SequenceDiagram, … } from 'harness/report/viewer/components.ts';
 *
 *     function Live({ exchanges, results, subjects, secrets }) {   // lists that grow
 *       const root = useRef(null);
 *       useEffect(() => installLights(root.current), []);          // values light up on hover and focus
 *       const [openId, open] = useState(null);
 *       const values = travellingValues(exchanges);
 *       const selected = exchanges.find(({ id }) => id === openId);
 *       const makeBlock = blockMaker({ subjects, exchanges });
 *       return (
 *         <div ref={root} class="viewer" data-flow>
 *           <ValueLegend values={values} />
 *           <SequenceDiagram exchanges={exchanges} marks={marksOf(result)} values={values.map(({ text }) => text)}
 *             openId={openId} onOpen={open} faultOf={({ id }) => faults.get(id) ?? null} waitingFor="the client" />
 *           {selected && <ExchangeView exchange={selected} secrets={secrets} />}
 *           {results.map((one) => <VerdictLine block={makeBlock(singleVerdict(one))} />)}   // or <VerdictBlock …>
 *         </div>
 *       );
 *     }
 *
 * - **Exchanges arriving one by one**: append to the array in state; arrows are keyed by the exchange's id, so
 *   only the new one is drawn. An exchange under way is not an exchange yet: say whom it waits for with
 *   `waitingFor`. An exchange whose response arrives later replaces the one with its id.
 * - **Where an open exchange is shown** is the page's choice: beside the diagram as above, or below its arrow
 *   with `renderOpen`.
 * - **Verdicts arriving one by one**: `blockMaker` needs the exchanges recorded so far and the subjects only.
 * - `data-flow` bounds how far a value lights up: one per flow, because placeholders are numbered per flow.
 * - Everything off the wire goes through `WireText`. Pages are served with a policy that knows no inline style,
 *   so no component uses the `style` attribute.
 * - `page-document.ts` makes the document with its Content-Security-Policy; `vite.config.ts` builds the script.
 */
export { isUnderWay, laneNames, lanes, type Marks } from '../diagram-rows.ts';
export { type BlockSource, blockMaker, type FailureBlock } from '../failure-block.ts';
export { marksOf } from '../marks.ts';
export { singleVerdict } from '../shared-verdicts.ts';
export { type TravellingValue, travellingValues } from '../travelling-values.ts';
export { CopyButton } from './copy-button.tsx';
export { ExchangeView } from './exchange-view.tsx';
export { JudgedBy, type JudgedByProps } from './judged-by.tsx';
export { installLights } from './lights.ts';
export { SequenceDiagram, type SequenceDiagramProps } from './sequence-diagram.tsx';
export { ThemeToggle } from './theme-toggle.tsx';
export { ValueLegend } from './value-legend.tsx';
export { VerdictBlock } from './verdict-block.tsx';
export { VerdictLine, VerdictSign, verdictNames } from './verdict-line.tsx';
export { brief, safeLink, visible } from './visible-text.ts';
export { WireText } from './wire-text.tsx';
