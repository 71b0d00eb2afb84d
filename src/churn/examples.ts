/**
 * Examples to learn churn from, out of transactions, without a look into the future: features from the days before a cut-off, the
 * label from the days after it. And the points of today, to score.
 */
import { invalid } from "../errors.js";
import { type DateLike, dayOf, isoDay } from "../transactions/day.js";
import { type Ledger, type Purchases, toLedger } from "../transactions/ledger.js";
import { BEHAVIOUR_FEATURES, type BehaviourFeature, behaviourFeatures } from "./behaviour-features.js";
import type { ChurnExample, Point, PointValue } from "./points.js";

/** Attributes of customers by id: numbers and categories, equally named for everybody. They must be known before the cut-off. */
export type CustomerAttributes<Name extends string = string> =
  | ReadonlyMap<string, Point<Name>>
  | readonly ({ readonly customerId: string | number } & { readonly [name: string]: PointValue })[];

export interface ChurnPointOptions {
  /** Which features of `BEHAVIOUR_FEATURES`; all that the ledger has the columns for. */
  readonly features?: readonly BehaviourFeature[];
  /** Joined by customer id; what is missing for a customer is not known. */
  readonly attributes?: CustomerAttributes;
}

export interface ChurnExampleOptions extends ChurnPointOptions {
  /** The first day that is not seen; several stack the examples of each, a customer once for each. */
  readonly cutOff: DateLike | readonly DateLike[];
  /** Whoever buys nothing on the days `cutOff` … `cutOff` + `days` − 1 has churned. */
  readonly days: number;
}

/** An example of a customer at a cut-off, which is an ISO date. */
export interface DatedChurnExample extends ChurnExample {
  readonly customerId: string;
  readonly cutOff: string;
}

/** A customer of today, to score. */
export interface ChurnPoint {
  readonly customerId: string;
  readonly point: Point;
}

/**
 * An example for each customer with a purchase before the cut-off: features from days strictly before it, the label from the `days`
 * from it on.
 *
 * @throws InvalidInputError for bad rows, features and attributes; for a horizon past the last day of the data, naming the latest
 * legal cut-off; and when nobody bought before it.
 *
 * @example
 * const rows = simulateShop(EXAMPLE_SHOP, { customers: 300, days: 730, arrivals: 365 });
 * const examples = churnExamples(rows, { cutOff: "2026-01-01", days: 90, features: ["recency", "frequency"] });
 * Object.keys(examples[0].point); // => ["recency", "frequency"]
 * examples.every(({ point }) => point.recency >= 1); // => true
 */
export function churnExamples(purchases: Purchases, options: ChurnExampleOptions): DatedChurnExample[] {
  const ledger = toLedger(purchases);
  const { days } = options;
  if (!(Number.isSafeInteger(days) && days > 0)) invalid("days", "a whole number of days above 0", days);
  const cutOffs = (Array.isArray(options.cutOff) ? options.cutOff : [options.cutOff]) as readonly DateLike[];
  if (cutOffs.length === 0) invalid("cutOff", "at least one day", options.cutOff);
  const joined = attributesOf(options.attributes);
  const taken = new Set<number>();
  return cutOffs.flatMap((date, i) => {
    const field = cutOffs.length > 1 ? `cutOff[${i}]` : "cutOff";
    const cutOff = dayOf(date, ledger.options.timeZone, field);
    if (taken.has(cutOff)) invalid(field, "a day that is not there yet", date);
    taken.add(cutOff);
    assertSeen(ledger, cutOff, days, field, date);
    const points = pointsAt(ledger, cutOff, options, joined);
    if (points.length === 0) invalid(field, "after the first purchase of the data", date);
    return points.map(({ customer, customerId, point }) => ({
      customerId,
      cutOff: isoDay(cutOff),
      point,
      churned: !boughtIn(ledger, customer, cutOff, days),
    }));
  });
}

/**
 * The points of all customers as of a day: exactly the features of `cutOff` = `asOf` + 1 day.
 *
 * @throws InvalidInputError for bad rows, features and attributes, and an `asOf` that is no date.
 *
 * @example
 * const rows = [{ customerId: "ann", date: "2026-01-01", amount: 20 }, { customerId: "ann", date: "2026-01-11", amount: 30 }];
 * const [{ customerId, point }] = churnPoints(rows, { asOf: "2026-01-31", features: ["recency", "overdueRatio", "averageBasket"] });
 * customerId; // => "ann"
 * point; // => { recency: 21, overdueRatio: 2.1, averageBasket: 25 }
 */
export function churnPoints(purchases: Purchases, options: ChurnPointOptions & { readonly asOf: DateLike }): ChurnPoint[] {
  const ledger = toLedger(purchases);
  const cutOff = dayOf(options.asOf, ledger.options.timeZone, "asOf") + 1;
  return pointsAt(ledger, cutOff, options, attributesOf(options.attributes)).map(({ customerId, point }) => ({ customerId, point }));
}

function pointsAt(
  ledger: Ledger,
  cutOff: number,
  { features }: ChurnPointOptions,
  attributes: Attributes,
): { readonly customer: number; readonly customerId: string; readonly point: Point }[] {
  const table = behaviourFeatures(ledger, cutOff);
  const chosen = features === undefined ? table.names : checkedFeatures(features, table.names);
  const columns = chosen.map((name) => table.columns[table.names.indexOf(name)]!);
  for (const name of attributes.names) {
    if ((chosen as readonly string[]).includes(name)) invalid(`attributes.${name}`, "a name that no feature has", name);
  }
  return Array.from(table.customers, (customer, row) => {
    const customerId = ledger.customerIds[customer]!;
    const own = attributes.byId.get(customerId);
    const entries: [string, PointValue][] = chosen.map((name, f) => [name, columns[f]![row]]);
    for (const name of attributes.names) entries.push([name, own !== undefined && Object.hasOwn(own, name) ? own[name] : undefined]);
    return { customer, customerId, point: Object.fromEntries(entries) };
  });
}

function boughtIn({ offsets, days, purchase }: Ledger, customer: number, cutOff: number, length: number): boolean {
  for (let row = offsets[customer + 1]! - 1; row >= offsets[customer]! && days[row]! >= cutOff; row--) {
    if (purchase[row] && days[row]! < cutOff + length) return true;
  }
  return false;
}

/** The label needs every day of the horizon to be in the data. */
function assertSeen(ledger: Ledger, cutOff: number, days: number, field: string, received: DateLike): void {
  let last = Number.NEGATIVE_INFINITY;
  for (const day of ledger.days) last = Math.max(last, day);
  if (cutOff + days - 1 <= last) return;
  if (last === Number.NEGATIVE_INFINITY) invalid("purchases", "rows with at least one purchase", ledger.days.length);
  invalid(field, `${isoDay(last - days + 1)} or earlier, the data ending on ${isoDay(last)}`, received);
}

function checkedFeatures(features: readonly BehaviourFeature[], names: readonly BehaviourFeature[]): readonly BehaviourFeature[] {
  features.forEach((name, i) => {
    if (!Object.hasOwn(BEHAVIOUR_FEATURES, name)) invalid(`features[${i}]`, `one of ${Object.keys(BEHAVIOUR_FEATURES).join(", ")}`, name);
    if (features.indexOf(name) !== i) invalid(`features[${i}]`, "a name that is not there yet", name);
    if (!names.includes(name)) invalid(`features[${i}]`, `a feature whose column the data has: ${BEHAVIOUR_FEATURES[name]}`, name);
  });
  return features;
}

interface Attributes {
  readonly names: readonly string[];
  readonly byId: ReadonlyMap<string, { readonly [name: string]: PointValue }>;
}

function attributesOf(attributes: CustomerAttributes | undefined): Attributes {
  if (attributes === undefined) return { names: [], byId: new Map() };
  const byId = new Map<string, { readonly [name: string]: PointValue }>();
  const names = new Set<string>();
  const entries = Array.isArray(attributes)
    ? (attributes as readonly { readonly customerId: string | number }[]).map((row, i) => [idOf(row, i), row] as const)
    : attributes instanceof Map
      ? Array.from(attributes as ReadonlyMap<string | number, Point>, ([customerId, row], i) => [idOf({ customerId }, i), row] as const)
      : invalid("attributes", "an array of rows with customerId, or a Map by customer id", attributes);
  entries.forEach(([id, row], i) => {
    if (typeof row !== "object" || row === null) invalid("attributes", "an object of named values", row, i);
    if (byId.has(id)) invalid("attributes", "one row for each customer", id, i);
    byId.set(id, row as { readonly [name: string]: PointValue });
    for (const name of Object.keys(row)) if (name !== "customerId") names.add(name);
  });
  return { names: [...names], byId };
}

function idOf(attributes: { readonly customerId: string | number }, row: number): string {
  const { customerId } = attributes ?? invalid("attributes", "an object with customerId", attributes, row);
  const id = customerId === undefined || customerId === null ? "" : String(customerId);
  return id === "" ? invalid("attributes.customerId", "an id", customerId, row) : id;
}
