/** Whose example it is: ids as text, for all of the examples or for none. */
import { add, type IssueList, raise } from "./issue-list.js";

/**
 * Undefined where no example has an id.
 *
 * @throws InvalidInputError with row where some have one and others not, since these could stand on both sides of a split unseen.
 */
export function exampleIds(length: number, idOf: (row: number) => unknown): string[] | undefined {
  const ids: string[] = [];
  const issues: IssueList = { issues: [], total: 0 };
  let without = 0;
  for (let row = 0; row < length; row++) {
    const id = idOf(row);
    if (id === undefined || id === null) without++;
    else if (!isId(id)) add(issues, row, "customerId", "a text or a number", id);
    ids.push(String(id));
  }
  if (without === length) return undefined;
  for (let row = 0; without > 0 && row < length; row++) {
    const id = idOf(row);
    if (id === undefined || id === null) add(issues, row, "customerId", "there, as other examples have one", id);
  }
  raise(issues);
  return ids;
}

function isId(id: unknown): boolean {
  return typeof id === "string" ? id !== "" : Number.isFinite(id);
}
