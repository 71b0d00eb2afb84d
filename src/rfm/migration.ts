import { type StateRow, stateTransitions, type Transitions } from "../math/transition-matrix.js";
import { RFM_GRID } from "./presets.js";

/** Where one customer stood; `value` in any measure of worth, such as monetary. */
export interface SegmentMember<Segment extends string = string> {
  readonly customerId: string;
  readonly segment: Segment;
  readonly value?: number;
}

/**
 * How customers moved between segments from one date to another: counts and
 * shares of each move, who joined (only after) and left (only before), gains
 * and losses of each segment, and the value that moved. In every matrix row
 * `i` is the segment before, column `j` the segment after, in the order of
 * `states`.
 *
 * @param options.order every segment that may occur, in the order of the tables; default those that occur, in the
 * order of `RFM_GRID` and after them alphabetically
 * @throws InvalidInputError for a customer listed twice on one side, a segment outside `order`, a value that is not
 * finite, or values on some rows only
 * @example
 * import { segmentMigration } from "regulars";
 * const migration = segmentMigration(
 *   [{ customerId: "ann", segment: "new" }, { customerId: "bob", segment: "new" }],
 *   [{ customerId: "ann", segment: "loyal" }, { customerId: "cy", segment: "new" }],
 * );
 * migration.states;
 * // => ["loyal", "new"]
 * migration.counts;
 * // => [[0, 0], [1, 0]]
 * migration.flows[1]?.net;
 * // => -1
 */
export function segmentMigration<Segment extends string>(
  before: readonly SegmentMember<Segment>[],
  after: readonly SegmentMember<Segment>[],
  options: { readonly order?: readonly Segment[] } = {},
): Transitions<Segment> {
  return stateTransitions(
    { key: "customerId", state: "segment" },
    before.map(asState),
    after.map(asState),
    options.order,
    RFM_GRID.segments.map(({ key }) => key),
  );
}

function asState<Segment extends string>({ customerId, segment, value }: SegmentMember<Segment>): StateRow<Segment> {
  return { key: customerId, state: segment, value };
}
