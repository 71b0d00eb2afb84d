/** The options of `regulars clusters`. */
import { wrongUsage } from "./mistakes.js";
import { choice, numberOf, type Values } from "./option-values.js";

/** How many clusters, of what, and how they are found. */
export interface ClusterArguments {
  readonly k: number | "auto";
  readonly features: readonly string[] | undefined;
  readonly transform: "signed-log" | "log1p" | "none";
  readonly scale: "standard" | "robust" | "minmax" | "none";
  readonly restarts: number | undefined;
  readonly seed: number | undefined;
  readonly language: "en" | "zh";
  readonly saveModel: string | undefined;
}

export function clusterArguments(values: Values): ClusterArguments {
  const learning = ["k", "features", "transform", "scale", "restarts", "seed", "save-model"].find((name) => values[name] !== undefined);
  if (values.model !== undefined && learning !== undefined)
    wrongUsage(`--model brings its clusters along: leave --${learning} out, or --model.`);
  return {
    k: values.k === undefined || values.k === "auto" ? "auto" : numberOf("k", values.k),
    features: values.features?.split(",").map((name) => name.trim()),
    transform: choice(values, "transform", ["signed-log", "log1p", "none"]),
    scale: choice(values, "scale", ["standard", "robust", "minmax", "none"]),
    restarts: values.restarts === undefined ? undefined : numberOf("restarts", values.restarts),
    seed: values.seed === undefined ? undefined : numberOf("seed", values.seed),
    language: choice(values, "language", ["en", "zh"]),
    saveModel: values["save-model"],
  };
}
