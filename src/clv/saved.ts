/** Models as JSON: what was fitted, by which version, from which data. */
import { InvalidInputError, type Issue, invalid } from "../errors.js";
import { textFingerprint } from "./fingerprint.js";
import type { FitReport } from "./fit.js";
import { PARAMETERS } from "./kinds.js";

/** What is not measured in days. */
const UNITS: Readonly<Record<string, FitReport["unit"]>> = {
  "bg-bb": "opportunity",
  sbg: "period",
  bdw: "period",
  "gamma-gamma": "money",
  "log-normal-spend": "money",
};

type Unsealed = { readonly kind: string; readonly params: Readonly<Record<string, number>> } & Omit<FitReport, "fingerprint">;

/** The model with its fingerprint: the data's, a hyphen, and that of all its figures. Who adds fields seals anew. */
export function sealed<Model extends Unsealed>(model: Model, data: string): Model & { readonly fingerprint: string } {
  const { fingerprint, ...figures } = model as Model & { readonly fingerprint?: string };
  const [of] = data.split("-");
  return { ...(figures as Model), fingerprint: `${of}-${textFingerprint(of + JSON.stringify(figures, inOrder))}` };
}

/** Keys by name, so that a file may be written anew. */
function inOrder(_: string, value: unknown): unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : value;
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
  if (!Object.hasOwn(PARAMETERS, kind)) invalid("kind", `one of ${Object.keys(PARAMETERS).join(", ")}`, kind);
  if (model.schemaVersion !== 1) invalid("schemaVersion", "1, what this version of regulars reads", model.schemaVersion);
  const unit = UNITS[kind] ?? "day";
  if (model.unit !== unit) invalid("unit", `"${unit}"`, model.unit);
  const issues: Issue[] = PARAMETERS[kind]!.filter((name) => !Number.isFinite(params?.[name])).map((name) => ({
    row: -1,
    field: `params.${name}`,
    expected: "a finite number",
    received: params?.[name],
  }));
  if (issues.length > 0) throw new InvalidInputError(issues);
  const fingerprint = String(model.fingerprint);
  if (fingerprint !== sealed(model, fingerprint).fingerprint)
    invalid("fingerprint", "that of the figures in the model: it was edited", model.fingerprint);
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
