/** The figures of a warning in words. */
import type { WarningRule, WarningSign } from "./warning-signs.js";

const WORDS: Readonly<Record<WarningSign, string>> = {
  gap_stretched: "days away",
  basket_shrinking: "money a purchase",
  breadth_narrowing: "kinds a purchase",
  returns_rising: "refunded of what was paid",
  complaints_rising: "complaints a purchase",
  discounts_rising: "bought at a discount",
};

/** Shares that are compared by their difference are told in per cent, but for complaints. */
export function evidenceOf({ key }: WarningRule, recent: number, earlier: number): string {
  const share = key === "returns_rising" || key === "discounts_rising";
  const text = (value: number): string => (share ? `${Math.round(value * 100)} %` : String(Number(value.toPrecision(3))));
  return `${WORDS[key]}: ${text(recent)}, ${key === "gap_stretched" ? "expected" : "before"} ${text(earlier)}`;
}
