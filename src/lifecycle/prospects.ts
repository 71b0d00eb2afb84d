/** Contacts of a shop who have not bought, as the caller gives them. */
import { InvalidInputError, type Issue, invalid } from "../errors.js";
import { expectedId } from "../transactions/intake.js";

/** Each id once, as text. */
export function prospectIds(prospects: Iterable<string | number>): string[] {
  if (typeof prospects !== "object" || !prospects?.[Symbol.iterator]) invalid("prospects", "an array of ids", prospects);
  const issues: Issue[] = [];
  const found = new Set<string>();
  let row = -1;
  for (const id of prospects) {
    row++;
    const expected = expectedId(id);
    if (expected === undefined) found.add(String(id));
    else issues.push({ row, field: "prospects", expected, received: id });
  }
  if (issues.length > 0) throw new InvalidInputError(issues);
  return [...found];
}
