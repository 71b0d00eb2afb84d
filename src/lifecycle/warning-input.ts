/** Rules and complaints as the caller gives them, checked. */
import { InvalidInputError, type Issue, invalid } from "../errors.js";
import { DATE_EXPECTED, type DateLike, dayReader } from "../transactions/day.js";
import { expectedId } from "../transactions/intake.js";
import { WARNING_SIGNS, type WarningRule } from "./warning-signs.js";

export function checkedRules(signs: readonly WarningRule[]): readonly WarningRule[] {
  if (!Array.isArray(signs)) invalid("signs", "an array of rules", signs);
  const known = WARNING_SIGNS.map(({ key }) => key);
  for (const [row, sign] of signs.entries()) {
    if (!known.includes(sign?.key)) invalid("key", `one of ${known.join(", ")}`, sign?.key, row);
    if (!Number.isFinite(sign.from)) invalid("from", "a finite number", sign.from, row);
    if (sign.compare !== "ratio" && sign.compare !== "difference") invalid("compare", '"ratio" or "difference"', sign.compare, row);
    if (sign.direction !== "up" && sign.direction !== "down") invalid("direction", '"up" or "down"', sign.direction, row);
  }
  return signs;
}

/** Days of complaints by customer; complaints of strangers stay without effect. */
export function complaintDays(
  complaints: Iterable<{ customerId: string | number; date: DateLike }> | undefined,
  timeZone: string,
): Map<string, number[]> | undefined {
  if (complaints === undefined) return undefined;
  if (typeof complaints !== "object" || !complaints?.[Symbol.iterator]) invalid("complaints", "an array of complaints", complaints);
  const dates = dayReader(timeZone);
  const issues: Issue[] = [];
  const found = new Map<string, number[]>();
  let row = -1;
  for (const complaint of complaints) {
    row++;
    const { customerId, date } = complaint ?? {};
    const idExpected = expectedId(customerId);
    const day = dates.day(date);
    if (idExpected) issues.push({ row, field: "customerId", expected: idExpected, received: customerId });
    else if (Number.isNaN(day)) issues.push({ row, field: "date", expected: DATE_EXPECTED, received: date });
    else if (found.has(String(customerId))) found.get(String(customerId))!.push(day);
    else found.set(String(customerId), [day]);
  }
  if (issues.length > 0) throw new InvalidInputError(issues);
  return found;
}
