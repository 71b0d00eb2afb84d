/** The forest's own test: each row judged by the trees whose bootstrap sample left it out (Breiman 2001, section 3.1). */
import { auc } from "../math/ranking.js";
import type { TrainingTable } from "./points.js";
import { leafOf, type Trees } from "./trees.js";

export interface OutOfBagScore {
  /** Undefined when one class only was left out. */
  readonly auc: number | undefined;
  /** Mean squared error of the probabilities. */
  readonly brier: number | undefined;
  /** Rows that some tree left out: near 1 from about 15 trees on. */
  readonly examples: number;
}

export function outOfBag(table: TrainingTable): {
  add(trees: Trees, root: number, counts: Uint16Array): void;
  judge(table: TrainingTable): OutOfBagScore;
} {
  const { length, columns } = table;
  const width = columns.length;
  const categorical = table.features.map(({ kind }) => kind === "category");
  const values = new Float64Array(length * width);
  columns.forEach((column, f) => {
    for (let row = 0; row < length; row++) values[row * width + f] = column[row]!;
  });
  const point = new Float64Array(width);
  const sums = new Float64Array(length);
  const trees = new Uint32Array(length);
  return {
    add(grown, root, counts) {
      for (let row = 0; row < length; row++) {
        if (counts[row]! > 0) continue;
        for (let f = 0; f < width; f++) point[f] = values[row * width + f]!;
        sums[row]! += grown.value[leafOf(grown, root, categorical, point)]!;
        trees[row]!++;
      }
    },
    judge({ churned, weights }) {
      const judged = Uint32Array.from({ length }, (_, row) => row).filter((row) => trees[row]! > 0 && weights[row]! > 0);
      const scores = Float64Array.from(judged, (row) => sums[row]! / trees[row]!);
      const labels = Float64Array.from(judged, (row) => churned[row]!);
      const own = Float64Array.from(judged, (row) => weights[row]!);
      let weight = 0;
      let squares = 0;
      own.forEach((w, i) => {
        weight += w;
        squares += w * (scores[i]! - labels[i]!) ** 2;
      });
      return { auc: auc(scores, labels, own), brier: weight > 0 ? squares / weight : undefined, examples: judged.length };
    },
  };
}
