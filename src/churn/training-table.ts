/** Examples as columns of numbers, with their labels and weights: what every learner starts from. */
import { invalid } from "../errors.js";
import { exampleIds } from "./example-ids.js";
import { add, type IssueList, raise } from "./issue-list.js";
import { ABSENT, columnOf, columnSource, isRows, rowSource, type Source } from "./point-columns.js";
import type { ChurnColumns, ChurnExample, ChurnExamples, Feature, TableOptions, TrainingTable } from "./points.js";
import { isNotNegative } from "./settings.js";

const MOST_LEVELS = 254;

/**
 * The examples as columns; with customer ids in the order of these, so that the caller's order does not matter.
 *
 * @throws InvalidInputError with row and field for values and labels that cannot be.
 */
export function trainingTable<Name extends string>(examples: ChurnExamples<Name>, options: TableOptions<Name> = {}): TrainingTable {
  const { source, names, churned, ids } = isRows(examples) ? fromRows(examples, options.features !== undefined) : fromColumns(examples);
  if (source.length === 0) invalid("examples", "at least one example", []);
  const chosen = options.features === undefined ? names : checkedNames(options.features, names);
  if (chosen.length === 0) invalid("features", "at least one name", chosen);
  const issues: IssueList = { issues: [], total: 0 };
  const labels = Float64Array.from({ length: source.length }, (_, row) => labelOf(churned(row), row, issues));
  const weights = weightsOf(options.weights, source.length, issues);
  const features = chosen.map((name) => learned(name, source, issues));
  raise(issues);
  const columns = features.map((feature) => columnOf(feature, source, "error", issues));
  raise(issues);
  const customerIds = exampleIds(source.length, ids);
  return inOrder({ length: source.length, features, columns, churned: labels, customerIds, weights });
}

interface Examples<Name extends string> {
  readonly source: Source;
  readonly names: readonly Name[];
  readonly churned: (row: number) => unknown;
  readonly ids: (row: number) => unknown;
}

/** A key that the first point lacks would be left out without a word, unless features were `chosen`. */
function fromRows<Name extends string>(examples: readonly ChurnExample<Name>[], chosen: boolean): Examples<Name> {
  const source = rowSource(examples, (example) => example?.point);
  const names = Object.keys(examples[0]?.point ?? {}) as Name[];
  if (!chosen) {
    const known = new Set<string>(names);
    examples.forEach((example, row) => {
      for (const name in example?.point) {
        if (!known.has(name)) invalid(`point.${name}`, "a key of every point (undefined where not known), also of the first", name, row);
      }
    });
  }
  return { source, names, churned: (row) => examples[row]?.churned, ids: (row) => examples[row]?.customerId };
}

function fromColumns<Name extends string>(examples: ChurnColumns<Name>): Examples<Name> {
  if (typeof examples?.columns !== "object" || examples.columns === null) invalid("examples", "an array of examples, or columns", examples);
  const { columns, churned, customerId } = examples;
  if (typeof churned?.length !== "number") invalid("churned", "an array with a label for each row", churned);
  const source = columnSource(columns);
  for (const [field, column] of Object.entries({ churned, customerId })) {
    if (column !== undefined && column.length !== source.length)
      invalid(field, `${source.length} values, as the columns have`, column.length);
  }
  return { source, names: Object.keys(columns) as Name[], churned: (row) => churned[row], ids: (row) => customerId?.[row] };
}

function checkedNames<Name extends string>(features: readonly Name[], names: readonly Name[]): readonly Name[] {
  features.forEach((name, i) => {
    if (!names.includes(name)) invalid(`features[${i}]`, `one of ${names.join(", ")}`, name);
    if (features.indexOf(name) !== i) invalid(`features[${i}]`, "a name that is not there yet", name);
  });
  return features;
}

function labelOf(value: unknown, row: number, issues: IssueList): number {
  if (value === true || value === 1) return 1;
  if (value !== false && value !== 0) add(issues, row, "churned", "true or false", value);
  return 0;
}

function weightsOf(weights: ArrayLike<number> | undefined, length: number, issues: IssueList): Float64Array {
  if (weights === undefined) return new Float64Array(length).fill(1);
  if (weights.length !== length) invalid("weights", `${length} numbers, one for each example`, weights.length);
  return Float64Array.from({ length }, (_, row) => {
    const weight = weights[row]!;
    if (!isNotNegative(weight)) add(issues, row, "weights", "a finite number, 0 or more", weight);
    return weight;
  });
}

/** A number or a category: as the first value that is known says. */
function learned<Name extends string>(name: Name, source: Source, issues: IssueList): Feature<Name> {
  const levels = new Set<string>();
  let kind: Feature["kind"] | undefined;
  for (let row = 0; row < source.length; row++) {
    const value = source.value(row, name);
    if (value === undefined || value === null || value === ABSENT) continue;
    kind ??= typeof value === "string" ? "category" : "number";
    if (kind === "category" && typeof value === "string") levels.add(value);
  }
  if (kind !== "category") return { name, kind: "number" };
  if (levels.size > MOST_LEVELS) {
    add(issues, -1, `point.${name}`, `at most ${MOST_LEVELS} different categories; put the rare ones together`, levels.size);
  }
  return { name, kind, levels: [...levels].sort(byCodePoint) };
}

/** By customer id; equal ids by their values, so that no order of the caller's is left. */
function inOrder(table: TrainingTable): TrainingTable {
  const { customerIds, columns, churned, weights } = table;
  if (customerIds === undefined) return table;
  const keys = [...columns, churned, weights];
  const order = Uint32Array.from({ length: table.length }, (_, row) => row).sort((i, j) => {
    if (customerIds[i] !== customerIds[j]) return customerIds[i]! < customerIds[j]! ? -1 : 1;
    for (const key of keys) {
      const difference =
        (Number.isNaN(key[i]) ? Number.NEGATIVE_INFINITY : key[i]!) - (Number.isNaN(key[j]) ? Number.NEGATIVE_INFINITY : key[j]!);
      if (difference < 0 || difference > 0) return difference;
    }
    return 0;
  });
  const arranged = (column: Float64Array): Float64Array => Float64Array.from(order, (row) => column[row]!);
  return {
    ...table,
    columns: columns.map(arranged),
    churned: arranged(churned),
    weights: arranged(weights),
    customerIds: Array.from(order, (row) => customerIds[row]!),
  };
}

/** By code point, as the languages beside ours sort. */
function byCodePoint(a: string, b: string): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    // halves of a pair stand for more than 0xFFFF
    if (x !== y) return isHalf(x) === isHalf(y) ? x - y : isHalf(x) ? 1 : -1;
  }
  return a.length - b.length;
}

function isHalf(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xe000;
}
