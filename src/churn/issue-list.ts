/** Faults of many rows: the first ten are kept, all are counted. */
import { InvalidInputError, type Issue } from "../errors.js";

export interface IssueList {
  readonly issues: Issue[];
  total: number;
}

export function add(list: IssueList, row: number, field: string, expected: string, received: unknown): void {
  if (list.issues.length < 10) list.issues.push({ row, field, expected, received });
  list.total++;
}

export function raise(list: IssueList): void {
  if (list.total > 0) throw new InvalidInputError(list.issues, list.total);
}
