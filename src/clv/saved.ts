/** Models as JSON: what was fitted, by which version, from which data. */
import { InvalidInputError, type Issue, invalid } from "../errors.js";
import { textFingerprint } from "./fingerprint.js";
import type { FitReport } from "./fit.js";

/** Every kind that can be saved: its parameters and its unit. One line each. */
const KINDS: Readonly<Record<string, { readonly params: readonly string[]; readonly unit: FitReport["unit"] }>> = {
  nbd: { params: ["r", "alpha"], unit: "day" },
  "bg-nbd": { params: ["r", "alpha", "a", "b"], unit: "day" },
  "mbg-nbd": { params: ["r", "alpha", "a", "b"], unit: "day" },
  "bg-cnbd-k": { params: ["k", "r", "alpha", "a", "b"], unit: "day" },
  "mbg-cnbd-k": { params: ["k", "r", "alpha", "a", "b"], unit: "day" },
  "pareto-nbd": { params: ["r", "alpha", "s", "beta"], unit: "day" },
  "pareto-nbd-covariates": { params: ["r", "alpha", "s", "beta"], unit: "day" },
  "bg-nbd-covariates": { params: ["r", "alpha", "a", "b"], unit: "day" },
  "gompertz-nbd": { params: ["r", "alpha", "b", "s", "beta"], unit: "day" },
  "bg-bb": { params: ["alpha", "beta", "gamma", "delta"], unit: "opportunity" },
  sbg: { params: ["alpha", "beta"], unit: "period" },
  bdw: { params: ["alpha", "beta", "c"], unit: "period" },
  "gamma-gamma": { params: ["p", "q", "v"], unit: "money" },
  "log-normal-spend": { params: ["mu", "tau", "sigma"], unit: "money" },
};

type Unsealed = { readonly kind: string; readonly params: Readonly<Record<string, number>> } & Omit<FitReport, "fingerprint">;

/** The model with its fingerprint: the data's, a hyphen, and that of its own figures. */
export function sealed<Model extends Unsealed>(model: Model, data: string): Model & { readonly fingerprint: string } {
  return { ...model, fingerprint: `${data}-${textFingerprint(figures(model, data))}` };
}

/** What must not change: kind, version, parameters and the counts they were learned from. */
function figures(model: Unsealed, data: string): string {
  const { kind, schemaVersion, unit, params, logLikelihood, customers, distinct, repeaters } = model;
  const sorted = Object.keys(params).sort();
  return JSON.stringify([
    data,
    kind,
    schemaVersion,
    unit,
    sorted,
    sorted.map((name) => params[name]),
    logLikelihood,
    customers,
    distinct,
    repeaters,
  ]);
}

/**
 * A model that was saved as JSON, given as text or already parsed.
 *
 * @throws InvalidInputError for text that is no JSON, an unknown kind, another schema version or unit, parameters that are missing
 * or not finite, and figures that do not belong to the fingerprint (the file was edited).
 *
 * @example
 * const model = fitNbd([{ repeats: 2, lastPurchaseAge: 50, age: 90 }, { repeats: 0, lastPurchaseAge: 0, age: 80 }, { repeats: 5, lastPurchaseAge: 70, age: 85 }]);
 * readModel(JSON.stringify(model)).params.r === model.params.r; // => true
 */
export function readModel<Model extends Unsealed & FitReport = Unsealed & FitReport>(json: unknown): Model {
  const model = parsed(json) as Model;
  if (typeof model !== "object" || model === null) invalid("model", "a saved model", json);
  const { kind, params } = model;
  const known = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (known === undefined) invalid("kind", `one of ${Object.keys(KINDS).join(", ")}`, kind);
  if (model.schemaVersion !== 1) invalid("schemaVersion", "1, what this version of regulars reads", model.schemaVersion);
  if (model.unit !== known.unit) invalid("unit", `"${known.unit}"`, model.unit);
  const issues: Issue[] = known.params
    .filter((name) => !Number.isFinite(params?.[name]))
    .map((name) => ({ row: -1, field: `params.${name}`, expected: "a finite number", received: params?.[name] }));
  if (issues.length > 0) throw new InvalidInputError(issues);
  const fingerprint = String(model.fingerprint);
  const data = fingerprint.split("-")[0]!;
  if (fingerprint !== sealed(model, data).fingerprint)
    invalid("fingerprint", "that of the figures in the model, which was edited", model.fingerprint);
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
