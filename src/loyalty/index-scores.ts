/** All customers measured by an index system: each, by group, and in total. */
import { checkCustomerId, checkList, checkRespondent } from "./answers.js";
import { type CriterionScore, checkSystem, present, weakestOf } from "./index-score.js";
import { emptySheet, fillSheet, type Sheet } from "./index-sheet.js";
import type { IndexSystem } from "./index-system.js";

export interface CustomerIndex<Id = string> {
  readonly customerId: Id;
  /** 0 to 100; undefined when nothing was measured. */
  readonly index: number | undefined;
  readonly coverage: number;
  /** Of every criterion, in the system's order. */
  readonly scores: readonly (number | undefined)[];
  /** The leaf that costs most points; undefined when none costs any. */
  readonly weakest: string | undefined;
}

export interface IndexSummary {
  readonly customers: number;
  /** Customers who have an index. */
  readonly scored: number;
  /** Mean index of those. */
  readonly index: number | undefined;
  /** Mean coverage of all customers. */
  readonly coverage: number;
  /** Mean score of the customers who have one, mean coverage of all, mean points lost of those who have an index. */
  readonly criteria: readonly CriterionScore[];
  /** Keys of the leaves that cost most, the worst first, at most three. */
  readonly weakest: readonly string[];
}

export interface IndexScores<Id = string, Group = string> {
  readonly customers: readonly CustomerIndex<Id>[];
  /** In order of first appearance; customers of no group are in the total only. */
  readonly groups: readonly (IndexSummary & { readonly group: Group })[];
  readonly total: IndexSummary;
}

/**
 * The index of every customer, of every group and in total. A customer of whom nothing is known is listed, without an index.
 *
 * @param customers a row each: `customerId`, and a number for each leaf under its key
 * @param options `group` names a customer's group: a branch, a tier, a cohort
 * @throws InvalidInputError with the row, for a customer without id or an answer off its scale
 * @example
 * const tree = { key: "loyalty", children: [{ key: "trust" }, { key: "price" }] };
 * const system = fitIndexSystem(tree, [], { scale: LIKERT_5 });
 * const rows = [
 *   { customerId: "ann", branch: "north", trust: 5, price: 4 },
 *   { customerId: "bob", branch: "south", trust: 2 },
 * ];
 * const { customers, groups, total } = indexScores(system, rows, { group: ({ branch }) => branch });
 * customers.map(({ index, coverage }) => [index, coverage]);
 * // => [[87.5, 1], [25, 0.5]]
 * groups.map(({ group, weakest }) => [group, weakest]);
 * // => [["north", ["price"]], ["south", ["trust"]]]
 * total.index;
 * // => 56.25
 */
export function indexScores<const Row extends { readonly customerId: string | number }, Group = string>(
  system: IndexSystem,
  customers: readonly Row[],
  options: { readonly group?: (customer: Row) => Group | undefined } = {},
): IndexScores<Row["customerId"], Group> {
  checkSystem(system);
  const { group: groupOf } = options;
  const sheet = emptySheet(system);
  const total = emptySums(system);
  const groups = new Map<Group, Sums>();
  checkList("customers", customers);
  const rows = customers.map((customer, row): CustomerIndex<Row["customerId"]> => {
    checkRespondent("customers", customer, row);
    const { customerId } = customer;
    checkCustomerId(customerId, row);
    fillSheet(system, sheet, customer, row);
    add(total, sheet);
    const group = groupOf?.(customer);
    if (group !== undefined) {
      let sums = groups.get(group);
      if (sums === undefined) groups.set(group, (sums = emptySums(system)));
      add(sums, sheet);
    }
    const scores = new Array<number | undefined>(sheet.scores.length);
    for (let i = 0; i < scores.length; i++) scores[i] = present(sheet.scores[i]!);
    return { customerId, index: scores[0], coverage: sheet.coverage[0]!, scores, weakest: weakestLeaf(system, sheet) };
  });
  return {
    customers: rows,
    groups: [...groups].map(([group, sums]) => ({ group, ...summary(system, sums) })),
    total: summary(system, total),
  };
}

function weakestLeaf({ criteria }: IndexSystem, { scores, shares }: Sheet): string | undefined {
  let most = 0;
  let weakest: string | undefined;
  for (let i = 0; i < criteria.length; i++) {
    const lost = criteria[i]!.children.length === 0 && shares[i]! > 0 ? shares[i]! * (100 - scores[i]!) : 0;
    if (lost > most) {
      most = lost;
      weakest = criteria[i]!.key;
    }
  }
  return weakest;
}

interface Sums {
  customers: number;
  readonly scored: Float64Array;
  readonly scores: Float64Array;
  readonly coverage: Float64Array;
  readonly lost: Float64Array;
}

function emptySums({ criteria }: IndexSystem): Sums {
  const column = (): Float64Array => new Float64Array(criteria.length);
  return { customers: 0, scored: column(), scores: column(), coverage: column(), lost: column() };
}

function add(sums: Sums, { scores, coverage, shares }: Sheet): void {
  sums.customers++;
  for (let i = 0; i < scores.length; i++) {
    sums.coverage[i]! += coverage[i]!;
    const score = scores[i]!;
    if (Number.isNaN(score)) continue;
    sums.scored[i]! += 1;
    sums.scores[i]! += score;
    sums.lost[i]! += shares[i]! * (100 - score);
  }
}

function summary(system: IndexSystem, { customers, scored, scores, coverage, lost }: Sums): IndexSummary {
  const criteria = system.criteria.map(
    ({ key, name, level, compositeWeight }, i): CriterionScore => ({
      key,
      name,
      level,
      compositeWeight,
      score: scored[i] === 0 ? undefined : scores[i]! / scored[i]!,
      coverage: customers === 0 ? 0 : coverage[i]! / customers,
      lost: scored[0] === 0 ? 0 : lost[i]! / scored[0]!,
    }),
  );
  return {
    customers,
    scored: scored[0]!,
    index: criteria[0]!.score,
    coverage: criteria[0]!.coverage,
    criteria,
    weakest: weakestOf(system, criteria),
  };
}
