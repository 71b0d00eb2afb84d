/** The command line, checked and in the words of the program. */
import { parseArgs } from "node:util";
import type { CalendarUnit, DoorOptions } from "../index.js";
import { type ClusterArguments, clusterArguments } from "./cluster-options.js";
import { FLAGS, type Role } from "./columns.js";
import type { Encoding } from "./decode.js";
import { wrongUsage } from "./mistakes.js";
import type { Decimal } from "./numbers.js";
import {
  choice,
  daysOf,
  dayText,
  delimiterOf,
  encodingOf,
  jsonOut,
  numberOf,
  outOf,
  rateOf,
  ratesOf,
  sharesOf,
  type Values,
} from "./option-values.js";
import type { SurveyScale } from "./read-survey.js";

export const COMMANDS = [
  "rfm",
  "tiers",
  "clv",
  "clusters",
  "fit",
  "score",
  "loyalty",
  "churn",
  "cohorts",
  "lifecycle",
  "summary",
  "demo",
] as const;
export type Command = (typeof COMMANDS)[number];

export interface Arguments extends ClusterArguments {
  readonly command: Command;
  /** Undefined for a demo without a file, "-" for standard input. */
  readonly file: string | undefined;
  readonly columns: Readonly<Partial<Record<Role, string>>>;
  readonly dateFormats: readonly string[];
  readonly asOf: string | undefined;
  readonly delimiter: string | undefined;
  readonly decimal: Decimal | undefined;
  readonly encoding: Encoding | undefined;
  readonly door: DoorOptions;
  readonly bins: number | undefined;
  readonly method: "quantile" | "natural" | "count";
  readonly preset: "grid" | "klaviyo" | "classic125" | undefined;
  readonly cuts: string | undefined;
  readonly saveCuts: string | undefined;
  readonly by: "customers" | "value" | "threshold" | "profit";
  /** Of each tier its share, or its lowest value when tiers are by threshold. */
  readonly shares: Readonly<Record<string, number | null>> | undefined;
  readonly margin: number | undefined;
  /** Horizon of forecasts, and length of the holdout. */
  readonly days: number | undefined;
  readonly holdoutDays: number | undefined;
  readonly discount: number;
  readonly question: "value" | "churn";
  /** `churn`: days without a purchase that count as having left. */
  readonly horizon: number | undefined;
  /** `churn`: the first day of the test. */
  readonly cutOff: string | undefined;
  readonly learner: "logistic" | "boosting" | "forest" | "blend" | undefined;
  readonly offerCost: number | undefined;
  readonly acceptance: number | undefined;
  readonly budget: number | undefined;
  readonly modelOut: string | undefined;
  /** `fit`: a kind of model; `score`: a file. */
  readonly model: string | undefined;
  /** `loyalty`: a file of answers, and the highest grade of its scales. */
  readonly survey: string | undefined;
  readonly surveyScale: SurveyScale | undefined;
  /** `cohorts`: the calendar period. */
  readonly period: CalendarUnit;
  /** `lifecycle`: days without a purchase after which a customer counts as lapsed. */
  readonly lapseDays: number | undefined;
  readonly out: string | undefined;
}

const text = { type: "string" } as const;
const OPTIONS = {
  ...Object.fromEntries(Object.values(FLAGS).map((flag) => [flag.slice(2), text])),
  "date-format": { type: "string", multiple: true },
  "time-zone": text,
  "as-of": text,
  refunds: text,
  "zero-amounts": text,
  duplicates: text,
  "purchase-by": text,
  rate: { type: "string", multiple: true },
  delimiter: text,
  decimal: text,
  encoding: text,
  bins: text,
  method: text,
  preset: text,
  cuts: text,
  "save-cuts": text,
  by: text,
  shares: text,
  margin: text,
  days: text,
  "holdout-days": text,
  "annual-discount": text,
  question: text,
  horizon: text,
  "cut-off": text,
  learner: text,
  "offer-cost": text,
  acceptance: text,
  budget: text,
  "model-out": text,
  model: text,
  k: text,
  features: text,
  transform: text,
  scale: text,
  restarts: text,
  seed: text,
  language: text,
  "save-model": text,
  survey: text,
  "survey-scale": text,
  period: text,
  "lapse-days": text,
  out: text,
} as const;

/** Options that mean nothing to the other commands. */
const ONLY: Readonly<Record<string, readonly Command[]>> = {
  bins: ["rfm", "demo"],
  method: ["rfm", "demo"],
  preset: ["rfm", "demo"],
  cuts: ["rfm"],
  "save-cuts": ["rfm"],
  by: ["tiers", "demo"],
  shares: ["tiers", "demo"],
  margin: ["tiers", "demo", "clv", "score", "churn"],
  days: ["clv", "score", "churn"],
  "holdout-days": ["clv", "loyalty"],
  survey: ["loyalty"],
  "survey-scale": ["loyalty"],
  period: ["cohorts"],
  "lapse-days": ["lifecycle"],
  "annual-discount": ["clv", "score"],
  question: ["clv", "fit"],
  horizon: ["churn"],
  "cut-off": ["churn"],
  learner: ["churn"],
  "offer-cost": ["churn"],
  acceptance: ["churn"],
  budget: ["churn"],
  "model-out": ["churn"],
  model: ["clv", "fit", "score", "clusters"],
  k: ["clusters"],
  features: ["clusters"],
  transform: ["clusters"],
  scale: ["clusters"],
  restarts: ["clusters"],
  seed: ["clusters"],
  language: ["clusters"],
  "save-model": ["clusters"],
  out: ["rfm", "tiers", "clv", "clusters", "fit", "score", "loyalty", "churn", "cohorts", "lifecycle", "summary"],
};

export function readArguments(argv: readonly string[]): Arguments {
  const { values: given, positionals } = parsed(argv);
  const { "date-format": dateFormats, rate: rates, ...rest } = given;
  const values = rest as Values;
  const [command, file, more] = positionals;
  if (command === undefined) wrongUsage('Say what to do: "regulars rfm orders.csv". All commands: regulars --help');
  if (!isCommand(command)) wrongUsage(`There is no command "${command}". There are: ${COMMANDS.join(", ")}. More: regulars --help`);
  if (file === undefined && command !== "demo") wrongUsage(`Which file? For example: regulars ${command} orders.csv`);
  if (more !== undefined) wrongUsage(`One file at a time, please: "${more}" is one too many. Names with spaces need quotes.`);
  for (const name of Object.keys(values)) {
    if (ONLY[name] && !ONLY[name].includes(command))
      wrongUsage(`--${name} belongs to: ${ONLY[name].join(", ")}. It does nothing for ${command}.`);
  }
  if (values.amount !== undefined && values["unit-price"] !== undefined) {
    wrongUsage("Give --amount (money of the whole line) or --unit-price with --quantity, not both.");
  }
  if (values.cuts !== undefined && (values.bins !== undefined || values.method !== undefined)) {
    wrongUsage("--cuts brings its bins and its cut points along: leave --bins and --method out, or --cuts.");
  }
  const by = choice(values, "by", ["customers", "value", "threshold", "profit"]);
  return {
    command,
    file,
    columns: Object.fromEntries(
      Object.entries(FLAGS).flatMap(([role, flag]) => (values[flag.slice(2)] === undefined ? [] : [[role, values[flag.slice(2)]]])),
    ),
    dateFormats: (dateFormats as string[] | undefined) ?? [],
    asOf: values["as-of"] === undefined ? undefined : dayText("as-of", values["as-of"]),
    delimiter: delimiterOf(values.delimiter),
    decimal: values.decimal === undefined ? undefined : choice(values, "decimal", [".", ","]),
    encoding: values.encoding === undefined ? undefined : encodingOf(values.encoding),
    door: {
      ...(values["time-zone"] !== undefined && { timeZone: values["time-zone"] }),
      refunds: choice(values, "refunds", ["net", "ignore", "separate"]),
      zeroAmounts: choice(values, "zero-amounts", ["purchase", "ignore"]),
      duplicates: choice(values, "duplicates", ["keep", "drop"]),
      purchaseBy: choice(values, "purchase-by", ["day", "order"]),
      ...(rates && { currencyRates: ratesOf(rates as string[]) }),
    },
    bins: values.bins === undefined ? undefined : numberOf("bins", values.bins),
    method: choice(values, "method", ["quantile", "natural", "count"]),
    preset: values.preset === undefined ? undefined : choice(values, "preset", ["grid", "klaviyo", "classic125"]),
    cuts: values.cuts,
    saveCuts: values["save-cuts"],
    by,
    shares: values.shares === undefined ? undefined : sharesOf(values.shares, by === "threshold"),
    margin: values.margin === undefined ? undefined : numberOf("margin", values.margin),
    days: values.days === undefined ? undefined : daysOf(values.days),
    holdoutDays: values["holdout-days"] === undefined ? undefined : numberOf("holdout-days", values["holdout-days"]),
    discount: values["annual-discount"] === undefined ? 0 : rateOf(values["annual-discount"]),
    question: choice(values, "question", ["value", "churn"]),
    horizon: values.horizon === undefined ? undefined : numberOf("horizon", values.horizon),
    cutOff: values["cut-off"] === undefined ? undefined : dayText("cut-off", values["cut-off"]),
    learner: values.learner === undefined ? undefined : choice(values, "learner", ["logistic", "boosting", "forest", "blend"]),
    offerCost: values["offer-cost"] === undefined ? undefined : numberOf("offer-cost", values["offer-cost"]),
    acceptance: values.acceptance === undefined ? undefined : numberOf("acceptance", values.acceptance),
    budget: values.budget === undefined ? undefined : numberOf("budget", values.budget),
    modelOut: values["model-out"] === undefined ? undefined : jsonOut("model-out", values["model-out"]),
    model: values.model,
    ...clusterArguments(values),
    survey: values.survey,
    surveyScale:
      values["survey-scale"] === undefined ? undefined : (Number(choice(values, "survey-scale", ["5", "7", "10", "100"])) as SurveyScale),
    period: choice(values, "period", ["month", "week", "quarter", "year"]),
    lapseDays: values["lapse-days"] === undefined ? undefined : numberOf("lapse-days", values["lapse-days"]),
    out: values.out === undefined ? undefined : outOf(values.out),
  };
}

function parsed(argv: readonly string[]): ReturnType<typeof parseArgs> {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    const { message } = error as Error;
    const ambiguous = /^Option '(--[a-z-]+)[^']*' argument is ambiguous/.exec(message);
    if (ambiguous) wrongUsage(`A value that begins with "-" is written with "=": ${ambiguous[1]}=-5. All options: regulars --help`);
    return wrongUsage(`${message.split(". ")[0]}. All options: regulars --help`);
  }
}

function isCommand(name: string): name is Command {
  return (COMMANDS as readonly string[]).includes(name);
}
