/**
 * Forests of the package ml-random-forest as a `ChurnForest`. Each of its trees was trained on columns of its own choice, asks
 * x < value, and keeps the shares of both classes in its leaves; the package itself counts the trees' votes, and forgets the first.
 */
import { invalid } from "../errors.js";
import type { ChurnForest } from "./forest.js";
import { type ForestNode, forestFromNodes } from "./forest-from-nodes.js";

interface MlNode {
  readonly splitColumn?: number;
  readonly splitValue?: number;
  readonly gain?: number;
  readonly numberSamples?: number;
  /** One row: shares of class 0 and class 1, the latter missing where nobody is in it. */
  readonly distribution?: readonly (readonly number[])[];
  readonly left?: MlNode;
  readonly right?: MlNode;
}

interface MlForest {
  readonly name?: unknown;
  readonly baseModel?: {
    readonly indexes?: readonly (readonly number[])[];
    readonly estimators?: readonly { readonly root: MlNode }[];
  };
}

/**
 * A `RandomForestClassifier` trained with classes 0 (stayed) and 1 (left), or what its `toJSON` gave, as a forest whose probability is
 * the mean of the leaves' shares. Leaves do not know how many rows they hold; where no size fits the recorded gain, both halves of a
 * node count as equal, which touches explanations and missing values, never a probability.
 *
 * @param forest a trained classifier of ml-random-forest 2, or its JSON
 * @param names of the columns it was trained on, in their order
 * @throws InvalidInputError for what is no such classifier, and for other classes than 0 and 1.
 *
 * @example
 * const root = { splitColumn: 0, splitValue: 30, numberSamples: 5, left: { distribution: [[0.5, 0.5]] }, right: { distribution: [[0, 1]] } };
 * const saved = { name: "RFClassifier", baseModel: { indexes: [[1]], estimators: [{ root }] } };
 * const forest = fromMlRandomForest(saved, ["visits", "recency"]);
 * churnProbabilities(forest, [{ visits: 3, recency: 29 }, { visits: 3, recency: 30 }]); // => [0.5, 1]
 */
export function fromMlRandomForest<Name extends string>(forest: object, names: readonly Name[]): ChurnForest<Name> {
  const { name, baseModel } = (JSON.parse(JSON.stringify(forest)) ?? {}) as MlForest;
  if (name !== "RFClassifier") invalid("forest", "a classifier of ml-random-forest, or its JSON", name);
  const { indexes, estimators } = baseModel ?? {};
  if (!(Array.isArray(estimators) && Array.isArray(indexes) && indexes.length === estimators.length)) {
    return invalid("forest", "trained", undefined);
  }
  const trees = estimators.map(({ root }, tree) => nodesOf(root, indexes[tree]!, `forest.estimators[${tree}]`));
  return forestFromNodes(trees, names);
}

type Building = { -readonly [Key in keyof ForestNode]: ForestNode[Key] };

function nodesOf(root: MlNode, columns: readonly number[], field: string): ForestNode[] {
  const nodes: Building[] = [];
  const add = (node: MlNode, cover: number): number => {
    const place = nodes.length;
    const { left, right, splitColumn, splitValue } = node;
    if (left === undefined || right === undefined) {
      nodes.push({ cover, value: shareOf(node, field) });
      return place;
    }
    const own: Building = { cover, value: 0, feature: columns[splitColumn!]!, threshold: below(splitValue!) };
    nodes.push(own);
    const leftCover = leftCoverOf(node, cover, field);
    own.left = add(left, leftCover);
    own.right = add(right, cover - leftCover);
    own.value = (leftCover * nodes[own.left]!.value + (cover - leftCover) * nodes[own.right]!.value) / cover;
    return place;
  };
  add(root, root.numberSamples ?? 1);
  return nodes;
}

/** Share of class 1 in a leaf; sums of 1/n may miss 1 by a rounding. */
function shareOf({ distribution }: MlNode, field: string): number {
  const shares = distribution?.[0];
  if (!(Array.isArray(shares) && shares.length > 0 && shares.length <= 2)) invalid(field, "trained on classes 0 and 1", distribution);
  return Math.min(1, shares![1] ?? 0);
}

/** Rows of the left child: as recorded, or what the other left, or the number that gives the recorded gain of the Gini impurity. */
function leftCoverOf({ left, right, gain }: MlNode, cover: number, field: string): number {
  if (left!.numberSamples !== undefined) return left!.numberSamples;
  if (right!.numberSamples !== undefined) return cover - right!.numberSamples;
  const [p, q] = [shareOf(left!, field), shareOf(right!, field)];
  const gini = (share: number): number => 2 * share * (1 - share);
  for (let n = 1; n < cover; n++) {
    const rest = cover - n;
    const gained = gini((n * p + rest * q) / cover) - (n * gini(p) + rest * gini(q)) / cover;
    if (isWhole(n * p) && isWhole(rest * q) && Math.abs(gained - gain!) < 1e-9) return n;
  }
  return cover / 2;
}

function isWhole(x: number): boolean {
  return Math.abs(x - Math.round(x)) < 1e-9;
}

/** The largest number below x: y < x is y ≤ below(x). */
function below(x: number): number {
  if (x === 0) return -Number.MIN_VALUE;
  const value = new Float64Array([x]);
  const bits = new BigInt64Array(value.buffer);
  bits[0]! += x > 0 ? -1n : 1n;
  return value[0]!;
}
