/**
 * What a customer gets less what it costs him, beside the competitors.
 *
 * [1] Kotler, P. & Keller, K. L. Marketing Management: customer delivered value = total customer value − total customer cost.
 */
import { invalid } from "../errors.js";
import { compensatedSum } from "../math/sum.js";
import { type Answer, type BilingualName, checkRespondent, checkRespondents, numberOf } from "./answers.js";

export type ValuePart = "product" | "service" | "personnel" | "image";
export type CostPart = "money" | "time" | "energy" | "psychic";

/** The four values and the four costs of [1]. */
export const DELIVERED_VALUE_PARTS: {
  readonly value: Readonly<Record<ValuePart, BilingualName>>;
  readonly cost: Readonly<Record<CostPart, BilingualName>>;
} = {
  value: {
    product: { en: "Product value", zh: "产品价值" },
    service: { en: "Service value", zh: "服务价值" },
    personnel: { en: "Personnel value", zh: "人员价值" },
    image: { en: "Image value", zh: "形象价值" },
  },
  cost: {
    money: { en: "Monetary cost", zh: "货币成本" },
    time: { en: "Time cost", zh: "时间成本" },
    energy: { en: "Energy cost", zh: "体力成本" },
    psychic: { en: "Psychic cost", zh: "精神成本" },
  },
};

/** One supplier's offer as customers see it: every part in money, or every part as a grade on one scale. */
export interface Offer<Name extends string = string> {
  readonly name: Name;
  readonly value: Readonly<Partial<Record<ValuePart, Answer>>>;
  readonly cost: Readonly<Partial<Record<CostPart, Answer>>>;
}

export interface DeliveredValueOptions {
  /**
   * "money" (default): totals are sums, and undefined while a part is missing; write 0 for what costs nothing. "grades": totals are
   * weighted means over the parts that are present.
   */
  readonly by?: "money" | "grades";
  /** Weights of the parts by grades, of any sum; 1 each. */
  readonly weights?: Readonly<Partial<Record<ValuePart | CostPart, number>>>;
}

export interface DeliveredValue<Name extends string = string> {
  readonly name: Name;
  readonly totalValue: number | undefined;
  readonly totalCost: number | undefined;
  /** totalValue − totalCost. */
  readonly delivered: number | undefined;
  /** totalValue ÷ totalCost; undefined where the cost is 0. */
  readonly ratio: number | undefined;
  /** 1 is the best; equal values share a rank. */
  readonly rank: number | undefined;
  /** delivered − the best delivered value of the others. */
  readonly lead: number | undefined;
  /** Parts without a figure. */
  readonly missing: readonly (ValuePart | CostPart)[];
  /** Parts with a figure, of eight. */
  readonly coverage: number;
}

const VALUES = /* @__PURE__ */ Object.keys(DELIVERED_VALUE_PARTS.value) as ValuePart[];
const COSTS = /* @__PURE__ */ Object.keys(DELIVERED_VALUE_PARTS.cost) as CostPart[];

/**
 * Total customer value, total customer cost and their difference for each offer, in the order given.
 *
 * @throws InvalidInputError for a figure that is neither finite nor missing, a cost below 0, or a weight that is not positive
 * @example
 * const [ours, theirs] = deliveredValues([
 *   { name: "ours", value: { product: 120, service: 30, personnel: 10, image: 10 }, cost: { money: 100, time: 10, energy: 5, psychic: 5 } },
 *   { name: "theirs", value: { product: 120, service: 10, personnel: 5, image: 20 }, cost: { money: 90, time: 20, energy: 5, psychic: 5 } },
 * ]);
 * [ours.totalValue, ours.totalCost, ours.delivered, ours.lead, theirs.rank];
 * // => [170, 120, 50, 15, 2]
 */
export function deliveredValues<const Name extends string>(
  offers: readonly Offer<Name>[],
  options: DeliveredValueOptions = {},
): DeliveredValue<Name>[] {
  const { by = "money", weights = {} } = options;
  if (by !== "money" && by !== "grades") invalid("by", '"money" or "grades"', by);
  for (const [part, weight] of Object.entries(weights))
    if (!(Number.isFinite(weight) && weight > 0)) invalid(`weights.${part}`, "a positive number", weight);
  checkRespondents("offers", offers);
  for (const [row, { value, cost }] of offers.entries())
    for (const [field, parts] of [
      ["value", value],
      ["cost", cost],
    ] as const)
      checkRespondent(field, parts, row);
  const measured = offers.map((offer, row) => {
    const values = VALUES.map((part) => ({ part, amount: numberOf(`value.${part}`, offer.value[part], row) }));
    const costs = COSTS.map((part) => ({ part, amount: numberOf(`cost.${part}`, offer.cost[part], row) }));
    for (const { part, amount } of costs) if (amount !== undefined && amount < 0) invalid(`cost.${part}`, "0 or more", amount, row);
    const totalValue = total(values, by, weights);
    const totalCost = total(costs, by, weights);
    const missing = [...values, ...costs].flatMap(({ part, amount }) => (amount === undefined ? [part] : []));
    const known = totalValue !== undefined && totalCost !== undefined;
    return {
      name: offer.name,
      totalValue,
      totalCost,
      delivered: known ? totalValue - totalCost : undefined,
      ratio: known && totalCost !== 0 ? totalValue / totalCost : undefined,
      missing,
      coverage: 1 - missing.length / (VALUES.length + COSTS.length),
    };
  });
  return measured.map((one, i) => {
    const others = measured.flatMap(({ delivered }, j) => (j === i ? [] : (delivered ?? [])));
    const { missing, coverage, ...totals } = one;
    const { delivered } = one;
    return {
      ...totals,
      rank: delivered === undefined ? undefined : 1 + others.filter((other) => other > delivered).length,
      lead: delivered === undefined || others.length === 0 ? undefined : delivered - others.reduce((best, other) => Math.max(best, other)),
      missing,
      coverage,
    };
  });
}

function total(
  parts: readonly { readonly part: ValuePart | CostPart; readonly amount: number | undefined }[],
  by: "money" | "grades",
  weights: Readonly<Partial<Record<ValuePart | CostPart, number>>>,
): number | undefined {
  const present = parts.flatMap(({ part, amount }) => (amount === undefined ? [] : [{ amount, weight: weights[part] ?? 1 }]));
  if (by === "money") return present.length < parts.length ? undefined : compensatedSum(present.map(({ amount }) => amount));
  return present.length === 0
    ? undefined
    : compensatedSum(present.map(({ amount, weight }) => amount * weight)) / compensatedSum(present.map(({ weight }) => weight));
}
