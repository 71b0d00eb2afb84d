/**
 * The five rates by which marketing textbooks (Kotler & Keller, Marketing Management; Chinese courses on customer relationship
 * management) read satisfaction from what customers do and say. Each states its numerator and denominator.
 */

import { invalid } from "../errors.js";
import { checkRespondents, numberOf, yesOf } from "./answers.js";

type YesNo = boolean | null | undefined;

/** What one customer who was asked said; what was not asked is missing. */
export interface ReputationAnswer {
  readonly praises?: YesNo;
  readonly asksByName?: YesNo;
  readonly boughtAgain?: YesNo;
  readonly wouldBuyAgain?: YesNo;
  readonly wouldRecommend?: YesNo;
  readonly complained?: YesNo;
}

export interface Rate {
  /** numerator ÷ denominator; undefined when the denominator is 0 or not given. */
  readonly rate: number | undefined;
  readonly numerator: number | undefined;
  readonly denominator: number | undefined;
  /** What each counts. */
  readonly of: string;
  readonly name: { readonly en: string; readonly zh: string };
}

export interface ReputationRates {
  readonly asked: number;
  readonly praise: Rate;
  readonly nameAsked: Rate;
  readonly repurchase: Rate;
  readonly complaint: Rate;
  /** Orders ÷ visitors: of the shop, not of those who were asked. */
  readonly salesPower: Rate;
}

/**
 * Who praises, asks for the brand by name, comes back and complains; and sales power where visits are given. Each rate is of those
 * who answered its question. A customer comes back who answered yes to any of `boughtAgain`, `wouldBuyAgain`, `wouldRecommend`.
 *
 * @param visits orders and visitors of the same period
 * @throws InvalidInputError for an answer that is not true, false or missing, or counts below 0
 * @example
 * const rates = reputationRates([{ praises: true, wouldRecommend: true }, { praises: false, complained: true }], { orders: 30, visitors: 1000 });
 * [rates.praise.rate, rates.repurchase.rate, rates.complaint.rate, rates.salesPower.rate];
 * // => [0.5, 1, 1, 0.03]
 * rates.praise.of;
 * // => "who praise, of those who answered"
 */
export function reputationRates(
  answers: readonly ReputationAnswer[],
  visits: { readonly orders?: number | undefined; readonly visitors?: number | undefined } = {},
): ReputationRates {
  checkRespondents("answers", answers);
  const rate = (keys: readonly (keyof ReputationAnswer)[], of: string, en: string, zh: string): Rate => {
    let numerator = 0;
    let denominator = 0;
    for (const [row, answer] of answers.entries()) {
      const given = keys.flatMap((key) => yesOf(key, answer[key], row) ?? []);
      if (given.length === 0) continue;
      denominator++;
      if (given.includes(true)) numerator++;
    }
    return ratio(numerator, denominator, `${of}, of those who answered`, en, zh);
  };
  return {
    asked: answers.length,
    praise: rate(["praises"], "who praise", "Praise", "美誉度"),
    nameAsked: rate(["asksByName"], "who ask for the brand by name", "Asked for by name", "指名度"),
    repurchase: rate(
      ["boughtAgain", "wouldBuyAgain", "wouldRecommend"],
      "who bought again, or would, or would recommend",
      "Coming back",
      "回头率",
    ),
    complaint: rate(["complained"], "who complained", "Complaints", "投诉率"),
    salesPower: ratio(count("orders", visits.orders), count("visitors", visits.visitors), "orders, of visitors", "Sales power", "销售力"),
  };
}

function ratio(numerator: number | undefined, denominator: number | undefined, of: string, en: string, zh: string): Rate {
  const rate = numerator !== undefined && denominator !== undefined && denominator > 0 ? numerator / denominator : undefined;
  return { rate, numerator, denominator, of, name: { en, zh } };
}

function count(field: string, value: number | undefined): number | undefined {
  const found = numberOf(field, value);
  if (found !== undefined && found < 0) invalid(field, "0 or more", found);
  return found;
}
