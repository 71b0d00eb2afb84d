/** Forests grown elsewhere, as a `ChurnForest`: scored, explained and judged like our own. */
import { InvalidInputError, type Issue, invalid } from "../errors.js";
import type { ChurnForest } from "./forest.js";
import type { Feature } from "./points.js";

/** A node as most packages export it: an inner one asks `x[feature] ≤ threshold`, and goes left if so. */
export interface ForestNode {
  /** Weight of the training rows that came here: above 0. */
  readonly cover: number;
  /** Share of churned among them, 0 to 1. */
  readonly value: number;
  /** Place among the features; absent in a leaf. */
  readonly feature?: number;
  readonly threshold?: number;
  /** Places of the children in the same array. */
  readonly left?: number;
  readonly right?: number;
}

/**
 * A forest of trees that are arrays of nodes, node 0 the root, all features numbers. A value that is not known goes where more
 * of the training rows went.
 *
 * @param trees one array of nodes for each tree
 * @param names of the features, in the order that the nodes count them
 * @throws InvalidInputError for nodes that are no tree.
 *
 * @example
 * const stump = [{ cover: 10, value: 0.4, feature: 0, threshold: 30, left: 1, right: 2 }, { cover: 6, value: 0 }, { cover: 4, value: 1 }];
 * const forest = forestFromNodes([stump], ["recency"]);
 * churnProbability(forest, { recency: 45 }); // => 1
 */
export function forestFromNodes<Name extends string>(trees: readonly (readonly ForestNode[])[], names: readonly Name[]): ChurnForest<Name> {
  if (!(Array.isArray(trees) && trees.length > 0)) invalid("trees", "an array with at least one tree", trees);
  if (names.length === 0 || new Set(names).size < names.length) invalid("names", "different names, at least one", names);
  const flat = { roots: [] as number[], feature: [] as number[], threshold: [] as number[], right: [] as number[] };
  const rest = { missingLeft: [] as number[], value: [] as number[], cover: [] as number[], levelSets: [] as number[] };
  trees.forEach((nodes, tree) => {
    const issues = faultsOf(nodes, names.length, tree);
    if (issues.length > 0) throw new InvalidInputError(issues);
    flat.roots.push(flat.feature.length);
    const add = (node: ForestNode): void => {
      const at = flat.feature.length;
      const inner = node.feature !== undefined;
      flat.feature.push(inner ? node.feature : -1);
      flat.threshold.push(inner ? node.threshold! : 0);
      flat.right.push(0);
      rest.value.push(node.value);
      rest.cover.push(node.cover);
      rest.missingLeft.push(inner && nodes[node.left!]!.cover >= nodes[node.right!]!.cover ? 1 : 0);
      if (!inner) return;
      add(nodes[node.left!]!);
      flat.right[at] = flat.feature.length;
      add(nodes[node.right!]!);
    };
    add(nodes[0]!);
  });
  const features: Feature<Name>[] = names.map((name) => ({ name, kind: "number" }));
  return { kind: "churn-forest", schemaVersion: 1, features, trees: { ...flat, ...rest } };
}

/** What is wrong with one tree; each node but the root must be the child of exactly one. */
function faultsOf(nodes: readonly ForestNode[], features: number, tree: number): Issue[] {
  if (!(Array.isArray(nodes) && nodes.length > 0)) {
    return [{ row: -1, field: `trees[${tree}]`, expected: "an array with at least one node", received: nodes }];
  }
  const parents = new Uint32Array(nodes.length);
  const issues: Issue[] = [];
  const check = (holds: boolean, node: number, name: string, expected: string, received: unknown): void => {
    if (!holds && issues.length < 10) issues.push({ row: -1, field: `trees[${tree}][${node}].${name}`, expected, received });
  };
  nodes.forEach(({ cover, value, feature, threshold, left, right }, at) => {
    check(cover > 0 && cover < Number.POSITIVE_INFINITY, at, "cover", "a finite number above 0", cover);
    check(value >= 0 && value <= 1, at, "value", "from 0 to 1", value);
    if (feature === undefined) return;
    check(Number.isInteger(feature) && feature >= 0 && feature < features, at, "feature", `a place among ${features} features`, feature);
    check(Number.isFinite(threshold), at, "threshold", "a finite number", threshold);
    for (const [name, child] of [
      ["left", left],
      ["right", right],
    ] as const) {
      const holds = Number.isInteger(child) && child! > 0 && child! < nodes.length;
      check(holds, at, name, `a place from 1 to ${nodes.length - 1}`, child);
      if (holds) parents[child!]!++;
    }
  });
  parents.forEach((count, at) => {
    check(count === (at === 0 ? 0 : 1), at, "parents", at === 0 ? "none, the root having none" : "exactly one", count);
  });
  return issues;
}
