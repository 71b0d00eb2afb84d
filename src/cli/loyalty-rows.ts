/** A row for each customer: index and its parts, kinds, measures, answers. */
import { BEHAVIOUR_LOYALTY, BEHAVIOUR_MEASURES, type BehaviourMeasure } from "../index.js";
import type { Kinds, LoyaltyRow } from "./loyalty-kinds.js";
import type { OutputRow } from "./output.js";
import { QUESTIONS } from "./read-survey.js";

const MEASURES = Object.keys(BEHAVIOUR_MEASURES) as BehaviourMeasure[];
const KINDS = ["dick_basu", "jones_sasser", "intention_band", "ladder", "cause"] as const;
const PARTS = BEHAVIOUR_LOYALTY.children!.map(({ key }) => key);
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Names of the columns; `windows` are the days that recent purchases and money look back. */
export function loyaltyColumns(windows: readonly number[]): string[] {
  return [
    "customer_id",
    "loyalty_index",
    "index_coverage",
    "weakest",
    ...PARTS.map((key) => `index_${key}`),
    ...KINDS,
    ...MEASURES.map(snake),
    ...windows.flatMap((days) => [`purchases_${days}_days`, `spend_${days}_days`]),
    ...QUESTIONS,
  ];
}

export function outputRow(
  { customerId, behaviour: bought, indexed, answers }: LoyaltyRow,
  kinds: Kinds,
  windows: readonly number[],
): OutputRow {
  const row: Record<string, string | number | null> = {
    customer_id: customerId,
    loyalty_index: indexed?.index ?? null,
    index_coverage: indexed?.coverage ?? null,
    weakest: indexed?.weakest ?? null,
  };
  for (const part of PARTS) row[`index_${part}`] = indexed?.parts.get(part) ?? null;
  for (const kind of KINDS) row[kind] = kinds[kind] ?? null;
  for (const measure of MEASURES) row[snake(measure)] = bought?.[measure] ?? null;
  for (const [i, days] of windows.entries()) {
    row[`purchases_${days}_days`] = bought?.recentPurchases[i] ?? null;
    row[`spend_${days}_days`] = bought?.recentSpend[i] ?? null;
  }
  for (const question of QUESTIONS) row[question] = answers[question] ?? null;
  return row;
}
