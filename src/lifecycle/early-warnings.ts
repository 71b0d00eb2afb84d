/** Who is drifting away before they are gone, and by what sign. */
import { invalid } from "../errors.js";
import { roundMoney } from "../math/round.js";
import { type DateLike, dayOf, isoDay } from "../transactions/day.js";
import { openGaps } from "../transactions/gaps.js";
import type { AsOf } from "../transactions/history.js";
import { type Ledger, type Purchases, toLedger } from "../transactions/ledger.js";
import { cadenceOf } from "./cadence.js";
import { rhythmOf } from "./overdue.js";
import { openStretches, standardErrors } from "./recent-measures.js";
import { evidenceOf } from "./warning-evidence.js";
import { checkedRules, complaintDays } from "./warning-input.js";
import { WARNING_SIGNS, type WarningRule, type WarningSign } from "./warning-signs.js";

/** A sign, and the figures that it rests on. */
export interface EarlyWarning {
  readonly sign: WarningSign;
  /** The measure of the latest purchases, and of all before them. Of a stretched gap: the wait so far, and the expected gap. */
  readonly recent: number;
  readonly earlier: number;
  /** recent ÷ earlier or recent − earlier, as the sign compares. */
  readonly change: number;
  /** By how many standard errors the two differ, single purchases being what varies; undefined where they are not means of such. */
  readonly standardErrors: number | undefined;
  /** In words: "money a purchase: 20, before 80". */
  readonly evidence: string;
}

export interface WarnedCustomer {
  readonly customerId: string;
  /** In the order of the rules. */
  readonly warnings: readonly EarlyWarning[];
  readonly purchases: number;
  readonly daysSinceLast: number;
  /** Money paid up to `asOf`: what is at stake was once worth that. */
  readonly spend: number;
}

export interface SignCount {
  readonly sign: WarningSign;
  readonly name: WarningRule["name"];
  /** Customers in whom it could be looked for, and in whom it was found. */
  readonly known: number;
  readonly found: number;
}

/** Plain JSON. */
export interface EarlyWarnings {
  readonly kind: "early-warnings";
  readonly schemaVersion: 1;
  readonly asOf: string;
  readonly latest: number;
  /** Those with a sign: most signs first, then most spent. */
  readonly customers: readonly WarnedCustomer[];
  /** Customers with a purchase up to `asOf`, and those of them with two repeats and not lapsed, who were looked at. */
  readonly bought: number;
  readonly compared: number;
  readonly signs: readonly SignCount[];
}

export interface WarningOptions extends AsOf {
  /**
   * How many of the latest purchases, and others of their first day, are compared with those before, of which there must be as many;
   * default 3.
   */
  readonly latest?: number;
  /** Customers away for more than so many days are left out: they are gone, not going. Default nobody is. */
  readonly lapseDays?: number;
  /** All complaints on record. */
  readonly complaints?: Iterable<{ readonly customerId: string | number; readonly date: DateLike }>;
  /** Rules with other bounds than those of `WARNING_SIGNS`. */
  readonly signs?: readonly WarningRule[];
}

/**
 * Customers who show a sign of leaving: a gap stretched, a basket shrinking, breadth narrowing, returns, complaints or discount
 * dependence rising. A sign needs its columns (categories or products, refunds, discounts) and enough purchases on both sides. A gap is
 * stretched when the wait is so many times the expected gap and longer than 9 of 10 gaps by the overdue score; baskets, breadth and discounts must differ by two standard errors as well, as they
 * vary by themselves.
 *
 * @throws InvalidInputError for bad rows and complaints, an `asOf` that is no date, and numbers that are not whole, 1 or more.
 *
 * @example
 * const rows = [90, 80, 70, 25, 20, 15].map((amount, i) => ({ customerId: "ann", date: `2026-0${i + 1}-01`, amount }));
 * const { customers } = earlyWarnings(rows, { asOf: "2026-06-20" });
 * customers[0].warnings.map(({ sign }) => sign); // => ["basket_shrinking"]
 * customers[0].warnings[0].evidence;
 * // => "money a purchase: 20, before 80"
 */
export function earlyWarnings(purchases: Purchases, options: WarningOptions): EarlyWarnings {
  const { latest = 3, lapseDays = Number.POSITIVE_INFINITY, signs = WARNING_SIGNS } = options;
  const ledger = toLedger(purchases);
  const last = dayOf(options.asOf, ledger.options.timeZone, "asOf");
  if (!(Number.isInteger(latest) && latest >= 1)) invalid("latest", "a whole number of purchases, 1 or more", latest);
  if (!(typeof lapseDays === "number" && lapseDays >= 1)) invalid("lapseDays", "a number of days, 1 or more", lapseDays);
  const rules = checkedRules(signs);
  const complaints = complaintDays(options.complaints, ledger.options.timeZone);
  const cadence = cadenceOf(ledger, last);
  const open = openGaps(ledger);
  const stretch = openStretches(ledger);
  const refunds = ledger.options.refunds !== "ignore" && ledger.refunded.some((money, row) => money > 0 && ledger.days[row]! <= last);
  const counts = rules.map(() => ({ known: 0, found: 0 }));
  const customers: WarnedCustomer[] = [];
  let bought = 0;
  let compared = 0;
  for (let c = 0; c < ledger.customerIds.length; c++) {
    const repeats = open.read(c, last);
    if (repeats < 0) continue;
    bought++;
    const { sinceLast } = open;
    if (repeats < 2 || sinceLast > lapseDays) continue;
    compared++;
    const pairs = measured(ledger, c, last, repeats + 1, latest, stretch, complaints, refunds);
    const rhythm = cadence && rhythmOf(cadence, open.gaps, repeats, sinceLast);
    const warnings: EarlyWarning[] = [];
    for (let i = 0; i < rules.length; i++) {
      const rule = rules[i]!;
      const [recent, earlier, errors] =
        rule.key === "gap_stretched" ? [rhythm && sinceLast, rhythm?.expectedGap] : (pairs?.[rule.key] ?? []);
      if (recent === undefined || earlier === undefined || (rule.compare === "ratio" && !(earlier > 0))) continue;
      counts[i]!.known++;
      const change = rule.compare === "ratio" ? recent / earlier : recent - earlier;
      if (rule.direction === "up" ? change < rule.from : change > rule.from) continue;
      if (rule.key === "gap_stretched" && !(rhythm!.overdue >= STRETCHED)) continue;
      if (errors !== undefined && errors < BEYOND_CHANCE) continue;
      counts[i]!.found++;
      warnings.push({ sign: rule.key, recent, earlier, change, standardErrors: errors, evidence: evidenceOf(rule, recent, earlier) });
    }
    if (warnings.length === 0) continue;
    const end = endOf(ledger, c, last);
    let paid = 0;
    for (let row = ledger.offsets[c]!; row < end; row++) paid += ledger.gross[row]! - ledger.refunded[row]!;
    const spend = roundMoney(paid, paid);
    customers.push({ customerId: ledger.customerIds[c]!, warnings, purchases: repeats + 1, daysSinceLast: sinceLast, spend });
  }
  customers.sort((a, b) => b.warnings.length - a.warnings.length || b.spend - a.spend || (a.customerId < b.customerId ? -1 : 1));
  return {
    kind: "early-warnings",
    schemaVersion: 1,
    asOf: isoDay(last),
    latest,
    customers,
    bought,
    compared,
    signs: rules.map(({ key, name }, i) => ({ sign: key, name, ...counts[i]! })),
  };
}

/** A wait that 9 of 10 gaps do not reach. */
const STRETCHED = 0.9;

/** Baskets, breadth and discounts vary by themselves: a difference counts from so many standard errors on. */
const BEYOND_CHANCE = 2;

type Pair = readonly [recent: number | undefined, earlier: number | undefined, standardErrors?: number | undefined];
type Pairs = Readonly<Record<Exclude<WarningSign, "gap_stretched">, Pair>>;

/** The measures of the latest purchases, from the day of the first of them on, and of what was before that day. */
function measured(
  ledger: Ledger,
  customer: number,
  last: number,
  purchases: number,
  latest: number,
  stretch: ReturnType<typeof openStretches>,
  complaints: ReadonlyMap<string, number[]> | undefined,
  refunds: boolean,
): Pairs | undefined {
  if (purchases < 2 * latest) return undefined;
  const { offsets, days, purchase, customerIds } = ledger;
  const end = endOf(ledger, customer, last);
  let split = end;
  for (let seen = 0; seen < latest; ) if (purchase[--split]) seen++;
  const since = days[split]!;
  while (split > offsets[customer]! && days[split - 1] === since) split--;
  const recent = stretch(split, end);
  const earlier = stretch(offsets[customer]!, split);
  if (earlier.purchases < latest) return undefined;
  const errors = (of: "basket" | "breadth" | "discounts") => standardErrors(recent.ofPurchases[of], earlier.ofPurchases[of]);
  const own = complaints && (complaints.get(customerIds[customer]!) ?? []);
  const complained = own?.filter((day) => day <= last).length;
  const lately = own?.filter((day) => day <= last && day >= since).length;
  return {
    basket_shrinking: [recent.basket, earlier.basket, errors("basket")],
    breadth_narrowing: [recent.breadth, earlier.breadth, errors("breadth")],
    returns_rising: refunds ? [recent.returns, earlier.returns] : [undefined, undefined],
    complaints_rising: own ? [lately! / recent.purchases, (complained! - lately!) / earlier.purchases] : [undefined, undefined],
    discounts_rising: [recent.discounts, earlier.discounts, errors("discounts")],
  };
}

function endOf({ offsets, days }: Ledger, customer: number, last: number): number {
  let end = offsets[customer + 1]!;
  while (end > offsets[customer]! && days[end - 1]! > last) end--;
  return end;
}
