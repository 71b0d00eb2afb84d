/**
 * What the churn learners read: named numbers and categories of customers, and whether each left. Rows or columns outside, columns
 * inside; a model keeps the list of its features, and scoring reads by that list alone.
 */
import { InvalidInputError, type Issue, invalid } from "../errors.js";

/** A number, a category as text, or `undefined` (`null` in JSON) where the value is not known. */
export type PointValue = number | string | undefined | null;

/** One customer's features. Every feature a model was trained on must be a key; what is not known is `undefined`. */
export type Point<Name extends string = string> = Readonly<Record<Name, PointValue>>;

export interface ChurnExample<Name extends string = string> {
  /** Keeps a customer's examples on one side of every split, and makes the order of the rows irrelevant. */
  readonly customerId?: string | number;
  readonly point: Point<Name>;
  readonly churned: boolean;
}

/** Features as columns of one length. In a column of numbers NaN means "not known". */
export type PointColumns<Name extends string = string> = Readonly<Record<Name, ArrayLike<PointValue>>>;

export interface ChurnColumns<Name extends string = string> {
  readonly customerId?: ArrayLike<string | number>;
  readonly columns: PointColumns<Name>;
  /** `true` or 1: left. */
  readonly churned: ArrayLike<boolean | number>;
}

/** Rows or columns. */
export type ChurnExamples<Name extends string = string> = readonly ChurnExample<Name>[] | ChurnColumns<Name>;

/** A feature as a model knows it. Levels in code-point order. */
export type Feature<Name extends string = string> =
  | { readonly name: Name; readonly kind: "number" }
  | { readonly name: Name; readonly kind: "category"; readonly levels: readonly string[] };

/** Columns of numbers: a category is the index of its level, what is not known is NaN. */
export interface Table {
  readonly length: number;
  readonly features: readonly Feature[];
  readonly columns: readonly Float64Array[];
}

export interface TrainingTable extends Table {
  /** 0 or 1. */
  readonly churned: Float64Array;
  /** As text; undefined when any example has none. */
  readonly customerIds: readonly string[] | undefined;
  readonly weights: Float64Array;
}

export interface TableOptions<Name extends string = string> {
  /** Which features to use; all. */
  readonly features?: readonly Name[];
  /** One per example, k counting as k equal examples. All 1. */
  readonly weights?: ArrayLike<number>;
}

const MOST_LEVELS = 254;

/** A column as it came: how many values, and each of them. */
interface Source {
  readonly length: number;
  value(row: number, name: string): unknown;
}

/**
 * The examples as columns; with customer ids in the order of these, so that the caller's order does not matter.
 *
 * @throws InvalidInputError with row and field for values and labels that cannot be.
 */
export function trainingTable<Name extends string>(examples: ChurnExamples<Name>, options: TableOptions<Name> = {}): TrainingTable {
  const { source, names, churned, ids } = isRows(examples) ? fromRows(examples) : fromColumns(examples);
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
  const customerIds = ids === undefined ? undefined : Array.from({ length: source.length }, (_, row) => String(ids(row)));
  return inOrder({ length: source.length, features, columns, churned: labels, customerIds, weights });
}

/** What to do with a category the training data did not have: `"missing"` reads it as not known. */
export type UnknownCategory = "error" | "missing";

/** Points as columns of the features of a model. */
export function scoringTable(
  features: readonly Feature[],
  points: readonly Point[] | PointColumns,
  unknownCategory: UnknownCategory = "error",
): Table {
  const source = isRows(points) ? rowSource(points, (point) => point) : columnSource(points);
  const issues: IssueList = { issues: [], total: 0 };
  const columns = features.map((feature) => columnOf(feature, source, unknownCategory, issues));
  raise(issues);
  return { length: source.length, features, columns };
}

/** One point as numbers, in the order of the features. */
export function scoringRow(features: readonly Feature[], point: Point, unknownCategory: UnknownCategory = "error"): Float64Array {
  if (typeof point !== "object" || point === null) invalid("point", "an object of named features", point);
  return Float64Array.from(features, (feature) => {
    if (!Object.hasOwn(point, feature.name)) invalid(`point.${feature.name}`, "a key of the point (undefined where not known)", undefined);
    const read = numberOf(feature, point[feature.name], unknownCategory);
    return typeof read === "number" ? read : invalid(`point.${feature.name}`, read.expected, point[feature.name]);
  });
}

interface IssueList {
  readonly issues: Issue[];
  total: number;
}

function add(list: IssueList, row: number, field: string, expected: string, received: unknown): void {
  if (list.issues.length < 10) list.issues.push({ row, field, expected, received });
  list.total++;
}

function raise(list: IssueList): void {
  if (list.total > 0) throw new InvalidInputError(list.issues, list.total);
}

function isRows<Row>(rows: readonly Row[] | object): rows is readonly Row[] {
  return Array.isArray(rows);
}

interface Examples<Name extends string> {
  readonly source: Source;
  readonly names: readonly Name[];
  readonly churned: (row: number) => unknown;
  readonly ids: ((row: number) => string | number) | undefined;
}

function fromRows<Name extends string>(examples: readonly ChurnExample<Name>[]): Examples<Name> {
  const source = rowSource(examples, ({ point }) => point);
  const names = Object.keys(examples[0]?.point ?? {}) as Name[];
  const ids = examples.every(({ customerId }) => customerId !== undefined) ? (row: number) => examples[row]!.customerId! : undefined;
  return { source, names, churned: (row) => examples[row]!.churned, ids };
}

function fromColumns<Name extends string>({ columns, churned, customerId }: ChurnColumns<Name>): Examples<Name> {
  const source = columnSource(columns);
  for (const [field, column] of Object.entries({ churned, customerId })) {
    if (column !== undefined && column.length !== source.length)
      invalid(field, `${source.length} values, as the columns have`, column.length);
  }
  const ids = customerId === undefined ? undefined : (row: number) => customerId[row]!;
  return { source, names: Object.keys(columns) as Name[], churned: (row) => churned[row], ids };
}

/** `ABSENT` stands for a key that is not there, which is not the same as a value that is not known. */
const ABSENT = Symbol("absent");

function rowSource<Row>(rows: readonly Row[], pointOf: (row: Row) => Point): Source {
  return {
    length: rows.length,
    value(row, name) {
      const point = pointOf(rows[row]!);
      return typeof point === "object" && point !== null && Object.hasOwn(point, name) ? point[name] : ABSENT;
    },
  };
}

function columnSource(columns: PointColumns): Source {
  const names = Object.keys(columns);
  const length = names.length === 0 ? 0 : columns[names[0]!]!.length;
  for (const name of names) {
    if (columns[name]!.length !== length) invalid(`columns.${name}`, `${length} values long, as ${names[0]} is`, columns[name]!.length);
  }
  return {
    length,
    value(row, name) {
      if (!Object.hasOwn(columns, name)) return ABSENT;
      const value = columns[name]![row];
      return Number.isNaN(value) ? undefined : value;
    },
  };
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
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) add(issues, row, "weights", "a finite number, 0 or more", weight);
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

function columnOf(feature: Feature, source: Source, unknownCategory: UnknownCategory, issues: IssueList): Float64Array {
  const column = new Float64Array(source.length);
  const places = feature.kind === "category" ? new Map(feature.levels.map((level, i) => [level, i])) : undefined;
  for (let row = 0; row < column.length; row++) {
    const value = source.value(row, feature.name);
    if (typeof value === "number" && places === undefined && Number.isFinite(value)) {
      column[row] = value;
    } else {
      const place = typeof value === "string" ? places?.get(value) : undefined;
      const read = place ?? numberOf(feature, value, unknownCategory);
      if (typeof read === "number") column[row] = read;
      else add(issues, row, `point.${feature.name}`, read.expected, value === ABSENT ? undefined : value);
    }
  }
  return column;
}

function numberOf(feature: Feature, value: unknown, unknownCategory: UnknownCategory): number | { readonly expected: string } {
  if (value === undefined || value === null) return Number.NaN;
  if (value === ABSENT) return { expected: "a key of the point (undefined where not known)" };
  if (feature.kind === "number") {
    return typeof value === "number" && Number.isFinite(value) ? value : { expected: "a finite number, or undefined where not known" };
  }
  const level = typeof value === "string" ? feature.levels.indexOf(value) : -1;
  if (level >= 0) return level;
  if (typeof value === "string" && unknownCategory === "missing") return Number.NaN;
  return { expected: `a category the model knows: ${feature.levels.slice(0, 8).join(", ")}${feature.levels.length > 8 ? " …" : ""}` };
}

/** By customer id; equal ids by their values, so that no order of the caller's is left. */
function inOrder(table: TrainingTable): TrainingTable {
  const { customerIds, columns, churned, weights } = table;
  if (customerIds === undefined) return table;
  const keys = [...columns, churned, weights];
  const order = Uint32Array.from({ length: table.length }, (_, row) => row).sort((i, j) => {
    const ids = byCodePoint(customerIds[i]!, customerIds[j]!);
    if (ids !== 0) return ids;
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
  return a < b ? -1 : a > b ? 1 : 0;
}
