/** The parameters of every model, and the guard of the verbs: a model is an object with a known kind and all parameters of it. */
import { invalid } from "../errors.js";

const BG = ["r", "alpha", "a", "b"];
const PARETO = ["r", "alpha", "s", "beta"];

/** One line each. */
export const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  nbd: ["r", "alpha"],
  "bg-nbd": BG,
  "mbg-nbd": BG,
  "bg-cnbd-k": ["k", ...BG],
  "mbg-cnbd-k": ["k", ...BG],
  "pareto-nbd": PARETO,
  "pareto-nbd-covariates": PARETO,
  "bg-nbd-covariates": BG,
  "gompertz-nbd": ["r", "alpha", "b", "s", "beta"],
  "bg-bb": ["alpha", "beta", "gamma", "delta"],
  sbg: ["alpha", "beta"],
  bdw: ["alpha", "beta", "c"],
  "gamma-gamma": ["p", "q", "v"],
  "log-normal-spend": ["mu", "tau", "sigma"],
};

/** The kind of a model, of those that a table knows; its parameters are all there, finite and, but for a mean of logarithms, above 0. */
export function checkedKind<Kind extends string>(
  model: { readonly kind: Kind; readonly params: object },
  table: Readonly<Record<Kind, unknown>>,
): Kind {
  const { kind, params } = model ?? {};
  if (!Object.hasOwn(table, kind)) {
    const plain = `${kind}`.endsWith("-covariates") ? " (a model with covariates is read by modelOfCustomer, which makes a plain one)" : "";
    invalid("kind", `one of ${Object.keys(table).join(", ")}${plain}`, kind);
  }
  const values = params as Readonly<Record<string, unknown>> | undefined;
  for (const name of PARAMETERS[kind]!) checkParameter(name, values?.[name]);
  return kind;
}

/** Throws for a parameter that is missing, no number, not finite or not above 0 (`mu` may be). */
export function checkParameter(name: string, value: unknown): void {
  if (!(Number.isFinite(value) && ((value as number) > 0 || name === "mu"))) invalid(`params.${name}`, "a finite number above 0", value);
}
