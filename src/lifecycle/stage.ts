/** Which stage of life with the shop the indicators of a customer tell. */
import { LIFECYCLE_STAGES, type LifecycleStage } from "./stage-presets.js";
import { reasonOf, ruleFor, type StageIndicators, type StageLabel, type StagePreset } from "./stage-rules.js";

/**
 * The stage that the indicators tell.
 *
 * @param preset default `LIFECYCLE_STAGES`
 * @throws InvalidInputError for an indicator that is not known by that name, or is no finite number, 0 or more, and for a preset that
 * `stagePreset` refuses.
 *
 * @example
 * stageOf({ purchases: 5, absence: 0.3, overdueRatio: 0.8 }); // => "established"
 * stageOf({ purchases: 5, absence: 0.9, overdueRatio: 2.5 }); // => "declining"
 * stageOf({ purchases: 5, absence: 0.9, overdueRatio: 2.5 }, LIFECYCLE_PHASES); // => "decline"
 */
export function stageOf(indicators: StageIndicators): LifecycleStage;
export function stageOf<Key extends string>(indicators: StageIndicators, preset: StagePreset<Key>): Key;
export function stageOf(indicators: StageIndicators, preset: StagePreset = LIFECYCLE_STAGES): string {
  return ruleFor(indicators, preset).stage;
}

/** A stage, and why. */
export interface StageExplanation<Key extends string = string> extends StageLabel<Key> {
  /** In words: "absence 1.4 (above 1)". */
  readonly why: string;
}

/**
 * The stage with its reason and what to do.
 *
 * @param preset default `LIFECYCLE_STAGES`
 * @throws InvalidInputError as `stageOf`.
 *
 * @example
 * explainStage({ purchases: 5, absence: 1.4 }).why; // => "absence 1.4 (above 1)"
 * explainStage({ purchases: 2 }).why; // => "no other rule holds"
 */
export function explainStage(indicators: StageIndicators): StageExplanation<LifecycleStage>;
export function explainStage<Key extends string>(indicators: StageIndicators, preset: StagePreset<Key>): StageExplanation<Key>;
export function explainStage(indicators: StageIndicators, preset: StagePreset = LIFECYCLE_STAGES): StageExplanation {
  const rule = ruleFor(indicators, preset);
  return { ...preset.stages.find(({ key }) => key === rule.stage)!, why: reasonOf(rule, indicators) };
}
