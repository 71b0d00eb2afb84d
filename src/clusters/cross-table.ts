/** Two ways of grouping the same customers, counted together. */
import { invalid } from "../errors.js";
import { type Labels, lengthOf, numbered } from "./labels.js";
import { checkedColumn } from "./profile-table.js";

/** Two labellings side by side, such as clusters and RFM segments. */
export interface CrossTable {
  readonly rows: readonly (string | number)[];
  readonly columns: readonly (string | number)[];
  readonly counts: readonly (readonly number[])[];
  /** Of the row. */
  readonly shares: readonly (readonly number[])[];
  /** Count over what it would be if the two had nothing to do with each other; undefined for an empty row or column. */
  readonly lifts: readonly (readonly (number | undefined)[])[];
  /** Sums of the value; undefined when none was given. */
  readonly values: readonly (readonly number[])[] | undefined;
}

/**
 * How many points carry each pair of labels: clusters × RFM segments, clusters × tiers, segments × regions. For three and more at once
 * give the labels as fields to `segmentBy`.
 *
 * @param options `value` of each point; `rows` and `columns` in the order wanted, labels that do not occur included; default sorted
 * @throws InvalidInputError for different numbers of labels, a label that is not in the order given, and an order that names one twice
 *
 * @example
 * const table = crossTable([0, 0, 1, 1], ["loyal", "new", "new", "new"]);
 * table.columns; // => ["loyal", "new"]
 * table.counts; // => [[1, 1], [0, 2]]
 * table.lifts[1]; // => [0, 1.3333]
 */
export function crossTable(
  one: Labels,
  other: Labels,
  options: {
    readonly value?: ArrayLike<number>;
    readonly rows?: readonly (string | number)[];
    readonly columns?: readonly (string | number)[];
  } = {},
): CrossTable {
  const n = lengthOf(one, "one");
  if (lengthOf(other, "other") !== n) invalid("other", `one for each of ${n} points`, other.length);
  const rows = options.rows ?? numbered(one, n, "one").names;
  const columns = options.columns ?? numbered(other, n, "other").names;
  for (const [field, names] of Object.entries({ rows, columns })) {
    const twice = names.findIndex((name, i) => names.indexOf(name) !== i);
    if (twice >= 0) invalid(field, "different labels", names[twice]);
  }
  const value = options.value && checkedColumn("value", options.value, n);
  const places = [rows, columns].map((names) => new Map(names.map((name, place) => [name, place])));
  const counts = rows.map(() => columns.map(() => 0));
  const values = rows.map(() => columns.map(() => 0));
  for (let i = 0; i < n; i++) {
    const row = places[0]!.get(one[i]!) ?? invalid("one", `one of ${rows.join(", ")}`, one[i], i);
    const column = places[1]!.get(other[i]!) ?? invalid("other", `one of ${columns.join(", ")}`, other[i], i);
    counts[row]![column]! += 1;
    values[row]![column]! += value?.[i] ?? 0;
  }
  const inRow = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
  const inColumn = columns.map((_, column) => counts.reduce((sum, row) => sum + row[column]!, 0));
  return {
    rows,
    columns,
    counts,
    shares: counts.map((row, r) => row.map((count) => (inRow[r] === 0 ? 0 : count / inRow[r]!))),
    lifts: counts.map((row, r) =>
      row.map((count, c) => (inRow[r]! * inColumn[c]! === 0 ? undefined : (count * n) / (inRow[r]! * inColumn[c]!))),
    ),
    values: value && values,
  };
}
