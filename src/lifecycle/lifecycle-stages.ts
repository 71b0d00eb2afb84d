/** In which stage of life with the shop each customer is on a day. */
import { invalid } from "../errors.js";
import { roundMoney } from "../math/round.js";
import { dayOf, isoDay } from "../transactions/day.js";
import { openGaps } from "../transactions/gaps.js";
import type { AsOf } from "../transactions/history.js";
import type { Purchases } from "../transactions/ledger.js";
import { asGrouped } from "../transactions/purchases.js";
import { type Cadence, cadenceOf } from "./cadence.js";
import { lapseThreshold } from "./lapse.js";
import { rhythmOf } from "./overdue.js";
import { prospectIds } from "./prospects.js";
import { LIFECYCLE_STAGES, type LifecycleStage } from "./stage-presets.js";
import { checkedPreset, firstHolding, type StageIndicators, type StageLabel, type StagePreset } from "./stage-rules.js";

/** One customer in a stage, with what it was told by. */
export interface CustomerStage<Key extends string = string> extends StageIndicators {
  readonly customerId: string;
  readonly stage: Key;
  /** Days since the last purchase; undefined for a prospect. */
  readonly daysSinceLast: number | undefined;
  /** All money up to `asOf`, refunds taken off unless the door kept them separate. */
  readonly spend: number;
}

/** Of one stage. */
export interface StageSummary<Key extends string = string> extends StageLabel<Key> {
  readonly customers: number;
  readonly share: number;
  readonly revenue: number;
  readonly shareOfRevenue: number | undefined;
}

/** Plain JSON. */
export interface LifecycleStages<Key extends string = string> {
  readonly kind: "lifecycle";
  readonly schemaVersion: 1;
  readonly preset: string;
  readonly asOf: string;
  /** Days without a purchase after which a customer counts as lapsed; `learnt` from the gaps, or given. */
  readonly lapseDays: number;
  readonly learnt: boolean;
  /** Customers with a purchase up to `asOf`, in the order of the ledger; then the prospects. */
  readonly customers: readonly CustomerStage<Key>[];
  /** Every stage of the preset, in its order; the customers add up to all. */
  readonly stages: readonly StageSummary<Key>[];
}

export interface StageOptions<Key extends string = LifecycleStage> {
  /** Whole days; default the 90th percentile of the gaps, by `lapseThreshold`. */
  readonly lapseDays?: number;
  /** Ids of known contacts: those without a purchase up to the day are prospects. */
  readonly prospects?: Iterable<string | number>;
  readonly preset?: StagePreset<Key>;
}

/**
 * The stage of every customer on a day. A lapse that a customer came back from is a gap of more than `lapseDays` days; the expected
 * gap is that of `customerCadences`.
 *
 * @throws InvalidInputError for bad rows and prospects, an `asOf` that is no date, a preset that `stagePreset` refuses, `lapseDays` that
 * are no whole number, 1 or more, and without them when nobody has bought twice.
 *
 * @example
 * const rows = ["2026-01-01", "2026-01-11", "2026-01-21", "2026-01-31"].map((date) => ({ customerId: "ann", date, amount: 20 }));
 * const bob = { customerId: "bob", date: "2026-01-02", amount: 9 };
 * const found = lifecycleStages([...rows, bob], { asOf: "2026-02-05", lapseDays: 30, prospects: ["cid"] });
 * found.customers.map(({ stage }) => stage); // => ["established", "dormant", "prospect"]
 * found.stages.find(({ key }) => key === "dormant").customers; // => 1
 */
export function lifecycleStages<Key extends string = LifecycleStage>(
  purchases: Purchases,
  options: AsOf & StageOptions<Key>,
): LifecycleStages<Key> {
  const { asOf, prospects = [], preset = LIFECYCLE_STAGES as unknown as StagePreset<Key> } = options;
  const contacts = prospectIds(prospects);
  checkedPreset(preset);
  const ledger = asGrouped(purchases);
  const last = dayOf(asOf, ledger.options?.timeZone, "asOf");
  const lapseDays = options.lapseDays ?? lapseThreshold(purchases, { asOf })?.days ?? nobodyTwice();
  if (!(Number.isInteger(lapseDays) && lapseDays >= 1)) invalid("lapseDays", "a whole number of days, 1 or more", lapseDays);
  const cadence = cadenceOf(ledger, last) ?? onlyOnce(last, lapseDays);
  const open = openGaps(ledger);
  const { customerIds, offsets, days, amounts, gross } = ledger;
  const customers: CustomerStage<Key>[] = [];
  for (let c = 0; c < customerIds.length; c++) {
    const count = open.read(c, last);
    if (count < 0) continue;
    let money = 0;
    let moved = 0;
    for (let row = offsets[c]!; row < offsets[c + 1]! && days[row]! <= last; row++) {
      money += amounts[row]!;
      moved += gross[row]!;
    }
    const { gaps, sinceLast } = open;
    let sinceReturn: number | undefined;
    let tenure = sinceLast;
    for (let i = 0; i < count; i++) {
      tenure += gaps[i]!;
      if (gaps[i]! > lapseDays) sinceReturn = 1;
      else if (sinceReturn !== undefined) sinceReturn++;
    }
    const pace = paceOf(gaps, count, tenure);
    const indicators = {
      purchases: count + 1,
      absence: sinceLast / lapseDays,
      overdueRatio: rhythmOf(cadence, gaps, count, sinceLast).overdueRatio,
      purchasesSinceReturn: sinceReturn,
      pace,
    };
    const { stage } = firstHolding(indicators, preset);
    customers.push({ customerId: customerIds[c]!, stage, ...indicators, daysSinceLast: sinceLast, spend: roundMoney(money, moved) });
  }
  const bought = new Set(customers.map(({ customerId }) => customerId));
  for (const id of contacts) {
    if (bought.has(id)) continue;
    const { stage } = firstHolding({ purchases: 0 }, preset);
    customers.push({ customerId: id, stage, purchases: 0, daysSinceLast: undefined, spend: 0 });
  }
  return {
    kind: "lifecycle",
    schemaVersion: 1,
    preset: preset.key,
    asOf: isoDay(last),
    lapseDays,
    learnt: options.lapseDays === undefined,
    customers,
    stages: summaryOfStages(customers, preset),
  };
}

function nobodyTwice(): never {
  return invalid("lapseDays", "given, as nobody has bought twice on different days", undefined);
}

/** Without any gap the next purchase is expected within the days that the caller waits. */
function onlyOnce(last: number, lapseDays: number): Cadence {
  const flat = new Array<number>(101).fill(lapseDays);
  return {
    kind: "cadence",
    schemaVersion: 1,
    asOf: isoDay(last),
    customers: 0,
    repeatCustomers: 0,
    gaps: 0,
    params: { meanGap: lapseDays, priorGaps: null },
    gapPercentiles: flat,
    ratioPercentiles: flat,
  };
}

/** Repeats in the later half of the days since the first purchase ÷ those in the earlier; the middle counts half to each. */
function paceOf(gaps: Float64Array, count: number, tenure: number): number | undefined {
  let age = 0;
  let earlier = 0;
  for (let i = 0; i < count; i++) {
    age += gaps[i]!;
    if (2 * age < tenure) earlier++;
    else if (2 * age === tenure) earlier += 0.5;
  }
  return earlier > 0 ? (count - earlier) / earlier : undefined;
}

function summaryOfStages<Key extends string>(customers: readonly CustomerStage<Key>[], { stages }: StagePreset<Key>): StageSummary<Key>[] {
  const places = new Map<string, number>(stages.map(({ key }, place) => [key, place]));
  const counts = new Float64Array(stages.length);
  const money = new Float64Array(stages.length);
  let total = 0;
  for (const { stage, spend } of customers) {
    counts[places.get(stage)!]! += 1;
    money[places.get(stage)!]! += spend;
    total += spend;
  }
  return stages.map((label, i) => ({
    ...label,
    customers: counts[i]!,
    share: customers.length > 0 ? counts[i]! / customers.length : 0,
    revenue: roundMoney(money[i]!, total),
    shareOfRevenue: total > 0 ? money[i]! / total : undefined,
  }));
}
