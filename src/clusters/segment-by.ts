/**
 * Segments by given variables: geographic, demographic, behavioural, or of the platform.
 *
 * Kotler, P. & Keller, K. L. (2016). Marketing Management, 15th ed., ch. 9: bases of segmentation.
 */
import { invalid } from "../errors.js";
import { numbered } from "./labels.js";
import { columnOf, fieldOf, isRecord, type NumberField } from "./points.js";
import { compareLevels, type GroupProfile, groupProfiles, levelText } from "./profile-table.js";

export interface SegmentByOptions<Name extends string = string> {
  /** The field that says what a row is worth; default `monetary` where the rows have it. */
  readonly value?: Name;
  /** Numeric fields to profile; default none. */
  readonly numbers?: readonly Name[];
  /** Categorical fields to profile besides the keys. */
  readonly attributes?: readonly string[];
}

/** One combination of values that occurs. */
export interface SegmentCell<Key extends string = string> extends GroupProfile {
  /** The values as text; undefined where one is missing. */
  readonly key: Readonly<Record<Key, string | undefined>>;
  /** "North · web". */
  readonly label: string;
  /** Value for each row; undefined without a value. */
  readonly averageValue: number | undefined;
}

export interface Segmentation<Key extends string = string> {
  readonly keys: readonly Key[];
  /** From the highest value, or the largest, down. */
  readonly cells: readonly SegmentCell<Key>[];
  /** For each row its place in `cells`: labels for `crossTable`, `silhouette` and `adjustedRand`. */
  readonly labels: Int32Array;
}

/**
 * Groups rows by the values of one or more fields, with the profile table that clusters have. A missing value (undefined, null, "")
 * is a group of its own.
 *
 * @throws InvalidInputError for no keys, a key that is no text, number or truth value, and a value that is not finite
 *
 * @example
 * const rows = [
 *   { region: "North", channel: "web", monetary: 120 },
 *   { region: "South", channel: "web", monetary: 30 },
 *   { region: "North", channel: "web", monetary: 50 },
 * ];
 * const { cells, labels } = segmentBy(rows, ["region", "channel"]);
 * cells.map(({ label, size, value }) => [label, size, value]); // => [["North · web", 2, 170], ["South · web", 1, 30]]
 * labels; // => [0, 1, 0]
 */
export function segmentBy<Row extends object, const Key extends string & keyof Row>(
  rows: readonly Row[],
  keys: readonly Key[],
  options: SegmentByOptions<NumberField<Row>> = {},
): Segmentation<Key> {
  if (!Array.isArray(keys) || keys.length === 0) invalid("keys", "at least one name of a field", keys);
  const twice = keys.findIndex((key, i) => keys.indexOf(key) !== i);
  if (twice >= 0) invalid("keys", "different names", keys[twice]);
  if (!Array.isArray(rows)) invalid("rows", "an array of records", rows);
  const wrong = rows.findIndex((row) => !isRecord(row));
  if (wrong >= 0) invalid("rows", "records", rows[wrong], wrong);
  const points = rows as unknown as readonly Readonly<Record<string, number>>[];
  const texts = rows.map((row, i) => keys.map((key) => levelText(key, fieldOf(row, key), i)));
  const groups = numbered(
    texts.map((levels) => JSON.stringify(levels.map((level) => level ?? null))),
    rows.length,
  );
  const hasMoney = rows.some((row) => typeof fieldOf(row, "monetary") === "number");
  const value = options.value ?? (hasMoney ? "monetary" : undefined);
  const profiles = groupProfiles(groups, {
    numbers: (options.numbers ?? []).map((name) => ({ name, values: columnOf(points, name) })),
    attributes: (options.attributes ?? []).map((name) => ({ name, levels: rows.map((row) => fieldOf(row, name) as string) })),
    value: value === undefined ? undefined : columnOf(points, value),
  });
  const cells = profiles.map((profile, group): SegmentCell<Key> & { readonly group: number } => {
    const levels = (JSON.parse(String(groups.names[group])) as (string | null)[]).map((level) => level ?? undefined);
    return {
      ...profile,
      group,
      key: Object.fromEntries(keys.map((key, j) => [key, levels[j]])) as Record<Key, string | undefined>,
      label: levels.map((level) => level ?? "(missing)").join(" · "),
      averageValue: profile.value === undefined ? undefined : profile.value / profile.size,
    };
  });
  cells.sort((a, b) => (b.value ?? b.size) - (a.value ?? a.size) || b.size - a.size || compareLevels(a.label, b.label));
  const placeOf = new Int32Array(cells.length);
  cells.forEach(({ group }, place) => {
    placeOf[group] = place;
  });
  return {
    keys: [...keys],
    cells: cells.map(({ group: _, ...cell }) => cell as unknown as SegmentCell<Key>),
    labels: groups.codes.map((code) => placeOf[code]!),
  };
}
