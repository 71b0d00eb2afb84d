/** Tables of rules over whatever indicators are at hand: the first rule that matches says what a customer is. */
import { invalid } from "../errors.js";
import { type Bounds, boundsText, isWithin } from "../math/bounds.js";
import type { TypeExplanation } from "./explain-type.js";
import type { LoyaltyLabel } from "./typology.js";

export interface LoyaltyRule<Key extends string = string, Indicator extends string = string> extends LoyaltyLabel<Key> {
  /** Matches when in one of these all indicators named are within their bounds; `{}` matches everybody. */
  readonly when: readonly { readonly [I in Indicator]?: Bounds }[];
}

/** Rules from the first to be tried to the last; plain JSON. */
export interface RuleTable<Key extends string = string, Indicator extends string = string> {
  readonly kind: "rule-table";
  readonly key: string;
  /** What each indicator is, with its unit. */
  readonly indicators: Readonly<Record<Indicator, string>>;
  readonly types: readonly LoyaltyRule<Key, Indicator>[];
}

/** What is known of one customer; what is not known is undefined or left out. */
export type Indicators<Indicator extends string> = { readonly [I in Indicator]?: number | undefined };

/** The first rule that matches; the last of a table matches everybody. */
export function ruleOf<Key extends string, Indicator extends string>(
  table: RuleTable<Key, Indicator>,
  indicators: Indicators<Indicator>,
): LoyaltyRule<Key, Indicator> {
  if (typeof indicators !== "object" || indicators === null) invalid("indicators", "an object", indicators);
  for (const [name, value] of Object.entries(indicators)) {
    if (!Object.hasOwn(table.indicators, name)) invalid("indicators", `only ${Object.keys(table.indicators).join(", ")}`, name);
    if (value !== undefined && !Number.isFinite(value)) invalid(name, "a finite number or absent", value);
  }
  const found = table.types.find((rule) => matching(rule, indicators));
  return found ?? invalid("table", "rules of which the last matches everybody", table.key);
}

/** Why the first rule matched. */
export function explainRule<Key extends string, Indicator extends string>(
  table: RuleTable<Key, Indicator>,
  indicators: Indicators<Indicator>,
): TypeExplanation<Key> {
  const rule = ruleOf(table, indicators);
  const { key, name, description, action } = rule;
  const why = boundsOf(matching(rule, indicators)!).map(([indicator, bounds]) => {
    const value = indicators[indicator]!;
    const rounded = Number(value.toPrecision(6));
    // Next to a bound, six digits may say the opposite of what is so.
    return `${indicator} ${isWithin(rounded, bounds) ? rounded : value} (${boundsText(bounds)})`;
  });
  return { key, name, description, action, why: why.length > 0 ? why.join(", ") : "no other rule matches what is known" };
}

/** The alternative of a rule that matches. */
function matching<Indicator extends string>({ when }: LoyaltyRule<string, Indicator>, indicators: Indicators<Indicator>) {
  return when.find((all) => boundsOf(all).every(([name, bounds]) => isWithin(indicators?.[name], bounds)));
}

function boundsOf<Indicator extends string>(all: { readonly [I in Indicator]?: Bounds }): [Indicator, Bounds][] {
  return Object.entries(all) as [Indicator, Bounds][];
}
