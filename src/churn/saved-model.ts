/** Models come back from JSON files, which people edit: what cannot be scored is refused before it is. */
import { invalid } from "../errors.js";
import type { ChurnModel } from "./model.js";
import type { Trees } from "./trees.js";

const KINDS = ["churn-forest", "churn-boosting", "churn-logistic", "churn-blend"];

/**
 * Kind, version and the lengths of the lists: what one look at each costs.
 *
 * @throws InvalidInputError naming the part of the model.
 */
export function assertModel(model: ChurnModel, field = "model"): void {
  const { kind, schemaVersion, features } = model ?? invalid(field, "a churn model", model);
  if (!KINDS.includes(kind)) {
    const verb = (kind as string) === "churn-calibrated" ? "; calibratedProbability takes this one" : "";
    invalid(`${field}.kind`, `one of ${KINDS.join(", ")}${verb}`, kind);
  }
  if (schemaVersion !== 1) invalid(`${field}.schemaVersion`, "1, what this version of regulars reads", schemaVersion);
  if (!Array.isArray(features)) invalid(`${field}.features`, "an array", features);
  if (model.kind === "churn-blend") {
    for (const part of ["logistic", "boosting"] as const) {
      assertModel(model[part], `${field}.${part}`);
      const same =
        model[part].features.length === features.length && model[part].features.every(({ name }, i) => name === features[i]!.name);
      if (!same) invalid(`${field}.${part}.features`, "those of the blend", model[part].features);
    }
  } else if (model.kind === "churn-logistic") {
    const { columns, coefficients, intercept } = model;
    if (!Number.isFinite(intercept)) invalid(`${field}.intercept`, "a finite number", intercept);
    if (!Array.isArray(columns)) invalid(`${field}.columns`, "an array", columns);
    if (!(coefficients?.length === columns.length && coefficients.every(Number.isFinite))) {
      invalid(`${field}.coefficients`, `${columns.length} finite numbers`, coefficients);
    }
    columns.forEach(({ feature, mean, deviation }, i) => {
      const fits = feature >= 0 && feature < features.length && Number.isFinite(mean) && Number.isFinite(deviation) && deviation > 0;
      if (!fits) invalid(`${field}.columns[${i}]`, "a feature of the model, its mean and its deviation above 0", columns[i]);
    });
  } else {
    if (model.kind === "churn-boosting" && !Number.isFinite(model.base)) invalid(`${field}.base`, "a finite number", model.base);
    assertLists(model.trees, `${field}.trees`);
    if (model.kind === "churn-forest" && model.trees.roots.length === 0) invalid(`${field}.trees.roots`, "at least one", []);
  }
}

/**
 * Every node of every tree, for the verbs that take many points: a walk must end, in a leaf with a number.
 *
 * @throws InvalidInputError naming the node.
 */
export function assertTrees({ roots, feature, threshold, right, value }: Trees, features: number): void {
  for (let node = 0; node < feature.length; node++) {
    const asked = feature[node]!;
    const holds =
      asked === -1 ||
      (asked >= 0 && asked < features && right[node]! > node + 1 && right[node]! < feature.length && Number.isFinite(threshold[node]));
    if (!(holds && Number.isInteger(asked) && Number.isFinite(value[node])))
      invalid(`model.trees[${node}]`, "a node of a tree of the model's features", asked);
  }
  for (const root of roots) if (!(root >= 0 && root < feature.length)) invalid("model.trees.roots", "places of nodes", root);
}

function assertLists(trees: Trees, field: string): void {
  const nodes = trees?.feature?.length;
  for (const name of ["roots", "feature", "threshold", "right", "missingLeft", "value", "cover", "levelSets"] as const) {
    const list = trees?.[name];
    if (!Array.isArray(list)) invalid(`${field}.${name}`, "an array", list);
    if (name !== "roots" && name !== "levelSets" && list.length !== nodes) invalid(`${field}.${name}`, `${nodes} numbers`, list.length);
  }
}
