/** Clusters as JSON. */
import { InvalidInputError, type Issue, invalid } from "../errors.js";
import type { KMeans } from "./k-means.js";
import { fieldOf, isRecord } from "./points.js";
import { SCALES, TRANSFORMS } from "./scaling.js";

/**
 * Clusters that were saved as JSON, given as text or already parsed.
 *
 * @throws InvalidInputError for text that is no JSON, another kind or schema version, and any field that is damaged
 *
 * @example
 * const model = fitKMeans([{ money: 1 }, { money: 2 }, { money: 90 }], { k: 2, orderBy: "money" });
 * clusterOf(readKMeans(JSON.stringify(model)), { money: 70 }); // => 0
 */
export function readKMeans(json: unknown): KMeans {
  const model = parsed(json) as KMeans;
  if (typeof model !== "object" || model === null) invalid("model", "saved clusters", json);
  if (model.kind !== "k-means") invalid("kind", '"k-means"', model.kind);
  if (model.schemaVersion !== 1) invalid("schemaVersion", "1, what this version of regulars reads", model.schemaVersion);
  const { k, features, scaledCentroids, centroids, sizes } = model;
  if (!(Number.isSafeInteger(k) && k >= 1)) invalid("k", "a whole number of at least 1", k);
  const issues: Issue[] = [];
  const check = (right: boolean, field: string, expected: string, received: unknown): void => {
    if (!right) issues.push({ row: -1, field, expected, received });
  };
  check(Array.isArray(features) && features.length > 0, "features", "at least one feature", features);
  for (const [j, feature] of (Array.isArray(features) ? features : []).entries()) {
    check(typeof feature?.name === "string", `features[${j}].name`, "text", feature?.name);
    check(TRANSFORMS.includes(feature?.transform), `features[${j}].transform`, `one of ${TRANSFORMS.join(", ")}`, feature?.transform);
    check(Number.isFinite(feature?.center), `features[${j}].center`, "a finite number", feature?.center);
    check(feature?.spread > 0 && Number.isFinite(feature.spread), `features[${j}].spread`, "a finite number above 0", feature?.spread);
  }
  const names: unknown[] = (Array.isArray(features) ? features : []).map((feature) => feature?.name);
  const twice = names.findIndex((name, j) => names.indexOf(name) !== j);
  check(twice < 0, `features[${twice}].name`, "a name of its own", names[twice]);
  for (const [field, list] of Object.entries({ scaledCentroids, centroids, sizes }))
    check(Array.isArray(list) && list.length === k, field, `a list of ${k}`, list);
  check(SCALES.includes(model.scale), "scale", `one of ${SCALES.join(", ")}`, model.scale);
  for (const field of ["points", "inertia", "totalInertia", "iterations", "restarts"] as const)
    check(Number.isFinite(model[field]) && model[field] >= 0, field, "a finite number of 0 or more", model[field]);
  check(typeof model.converged === "boolean", "converged", "true or false", model.converged);
  check(typeof model.seed === "string" || Number.isFinite(model.seed), "seed", "a finite number or a string", model.seed);
  check(model.orderBy === "size" || names.includes(model.orderBy), "orderBy", "the name of a feature, or size", model.orderBy);
  check(Array.isArray(model.notes) && model.notes.every((note) => typeof note === "string"), "notes", "a list of text", model.notes);
  if (issues.length === 0) {
    for (const [c, centroid] of scaledCentroids.entries()) {
      const right = Array.isArray(centroid) && centroid.length === features.length && centroid.every((place) => Number.isFinite(place));
      check(right, `scaledCentroids[${c}]`, `${features.length} finite numbers`, centroid);
      const own: unknown = centroids[c];
      check(
        isRecord(own) && features.every(({ name }) => Number.isFinite(fieldOf(own, name))),
        `centroids[${c}]`,
        "a finite number for each feature",
        own,
      );
      check(Number.isFinite(sizes[c]) && sizes[c]! >= 0, `sizes[${c}]`, "a finite number of 0 or more", sizes[c]);
    }
  }
  if (issues.length > 0) throw new InvalidInputError(issues);
  return model;
}

function parsed(json: unknown): unknown {
  if (typeof json !== "string") return json;
  try {
    return JSON.parse(json);
  } catch {
    return invalid("model", "JSON text", json);
  }
}
