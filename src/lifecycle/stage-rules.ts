/** Stages of the customer lifecycle as tables of rules, and what they are told by. */
import { invalid } from "../errors.js";
import { areBounds, BOUND_NAMES, type Bounds, boundsText, isWithin } from "../math/bounds.js";

/** What a stage is told by. What is not known is undefined, and within no bounds. */
export interface StageIndicators {
  /** Purchases so far; 0 for a contact who has not bought. */
  readonly purchases: number;
  /** Days since the last purchase ÷ the days after which a customer counts as lapsed: above 1 is lapsed. */
  readonly absence?: number | undefined;
  /** Days since the last purchase ÷ the customer's expected gap. */
  readonly overdueRatio?: number | undefined;
  /** Purchases since the customer came back from a lapse; undefined for who never lapsed. */
  readonly purchasesSinceReturn?: number | undefined;
  /** Purchases per day of the later half of the time since the first purchase ÷ those of the earlier half. */
  readonly pace?: number | undefined;
}

export type StageIndicator = keyof StageIndicators;

/** A stage and what to do with who is in it. */
export interface StageLabel<Key extends string = string> {
  readonly key: Key;
  readonly name: { readonly en: string; readonly zh: string };
  readonly description: string;
  readonly action: string;
}

/** A rule holds when all indicators that it names are within their bounds; `{}` holds of everybody. */
export interface StageRule<Key extends string = string> {
  readonly stage: Key;
  readonly when: { readonly [I in StageIndicator]?: Bounds };
}

/** The first rule that holds names the stage, so that everybody has exactly one; plain JSON. */
export interface StagePreset<Key extends string = string> {
  readonly kind: "lifecycle-stages";
  readonly key: string;
  /** In the order of a life. */
  readonly stages: readonly StageLabel<Key>[];
  /** From the first to be tried to the last, which holds of everybody. */
  readonly rules: readonly StageRule<Key>[];
}

const INDICATORS: Readonly<Record<StageIndicator, string>> = {
  purchases: "purchases",
  absence: "absence",
  overdueRatio: "wait ÷ expected gap",
  purchasesSinceReturn: "purchases since coming back",
  pace: "pace",
};

/** The rule that holds first. */
export function ruleFor<Key extends string>(indicators: StageIndicators, preset: StagePreset<Key>): StageRule<Key> {
  checkedPreset(preset);
  for (const [name, value] of Object.entries(indicators ?? {})) {
    if (!Object.hasOwn(INDICATORS, name)) invalid("indicators", `only ${Object.keys(INDICATORS).join(", ")}`, name);
    if (value !== undefined && !(Number.isFinite(value) && value >= 0)) invalid(name, "a finite number, 0 or more", value);
  }
  if (indicators?.purchases === undefined) invalid("purchases", "a number, 0 or more", indicators?.purchases);
  return firstHolding(indicators, preset);
}

/** The same of indicators that are known to be right. */
export function firstHolding<Key extends string>(indicators: StageIndicators, preset: StagePreset<Key>): StageRule<Key> {
  for (const rule of preset.rules) {
    let holds = true;
    for (const name in rule.when) holds &&= isWithin(indicators[name as StageIndicator], rule.when[name as StageIndicator]!);
    if (holds) return rule;
  }
  return invalid("preset", "rules of which the last holds of everybody", preset.key);
}

/** "absence 1.4 (above 1, up to 2)", of each indicator that the rule names. */
export function reasonOf({ when }: StageRule, indicators: StageIndicators): string {
  const parts = Object.entries(when).map(
    ([name, bounds]) =>
      `${INDICATORS[name as StageIndicator]} ${Number(indicators[name as StageIndicator]!.toPrecision(4))} (${boundsText(bounds)})`,
  );
  return parts.length > 0 ? parts.join(", ") : "no other rule holds";
}

/**
 * Checks stages of your own: every rule names a stage of the list and known indicators, with bounds that are numbers; every stage has
 * a rule, and the last rule holds of everybody. Gives them back.
 *
 * @throws InvalidInputError for the first thing that is wrong.
 *
 * @example
 * const label = (key, en, zh) => ({ key, name: { en, zh }, description: en, action: "" });
 * const mine = stagePreset({
 *   key: "mine",
 *   stages: [label("here", "Here", "在"), label("gone", "Gone", "流失")],
 *   rules: [{ stage: "gone", when: { absence: { above: 1 } } }, { stage: "here", when: {} }],
 * });
 * stageOf({ purchases: 3, absence: 1.2 }, mine); // => "gone"
 */
export function stagePreset<const Key extends string>(preset: Omit<StagePreset<Key>, "kind">): StagePreset<Key> {
  checkedPreset(preset);
  return { kind: "lifecycle-stages", ...preset };
}

/** The same of a preset that came by another way. */
export function checkedPreset(preset: Omit<StagePreset, "kind">): void {
  const { stages, rules } = preset ?? {};
  if (!Array.isArray(stages) || !Array.isArray(rules)) invalid("preset", "{ key, stages, rules }", preset);
  const names = stages.map((label) => label?.key);
  const keys = new Set(names);
  if (keys.size < names.length) invalid("stages", "of different keys", names);
  for (const [row, rule] of rules.entries()) {
    if (!keys.has(rule?.stage)) invalid("stage", `one of ${names.join(", ")}`, rule?.stage, row);
    if (typeof rule.when !== "object" || rule.when === null) invalid("when", "bounds of indicators, or {}", rule.when, row);
    for (const [name, bounds] of Object.entries(rule.when)) {
      if (!Object.hasOwn(INDICATORS, name)) invalid("when", `only ${Object.keys(INDICATORS).join(", ")}`, name, row);
      if (!areBounds(bounds)) invalid(`when.${name}`, `finite numbers named ${BOUND_NAMES.join(", ")}, one at least`, bounds, row);
    }
  }
  const used = new Set(rules.map(({ stage }) => stage));
  const without = names.find((key) => !used.has(key));
  if (without !== undefined) invalid("rules", "at least one for every stage", without);
  const last = rules.at(-1);
  if (last === undefined || Object.keys(last.when).length > 0)
    invalid("rules", "such that the last holds of everybody: when: {}", last?.when);
}
