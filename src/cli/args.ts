/** The command line, checked and in the words of the program. */
import { parseArgs } from "node:util";
import { type DoorOptions, rfm } from "../index.js";
import { FLAGS, type Role } from "./columns.js";
import type { Encoding } from "./decode.js";
import { wrongUsage } from "./mistakes.js";
import type { Decimal } from "./numbers.js";

export const COMMANDS = ["rfm", "tiers", "clv", "fit", "score", "summary", "demo"] as const;
export type Command = (typeof COMMANDS)[number];

export interface Arguments {
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
  /** `fit`: a kind of model; `score`: a file. */
  readonly model: string | undefined;
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
  model: text,
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
  margin: ["tiers", "demo", "clv", "score"],
  days: ["clv", "score"],
  "holdout-days": ["clv"],
  "annual-discount": ["clv", "score"],
  question: ["clv", "fit"],
  model: ["clv", "fit", "score"],
  out: ["rfm", "tiers", "clv", "fit", "score", "summary"],
};

type Values = Readonly<Record<string, string | undefined>>;

export function readArguments(argv: readonly string[]): Arguments {
  const { values: given, positionals } = parsed(argv);
  const { "date-format": dateFormats, ...rest } = given;
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
  const by = choice(values, "by", ["customers", "value", "threshold", "profit"]);
  return {
    command,
    file,
    columns: Object.fromEntries(
      Object.entries(FLAGS).flatMap(([role, flag]) => (values[flag.slice(2)] === undefined ? [] : [[role, values[flag.slice(2)]]])),
    ),
    dateFormats: (dateFormats as string[] | undefined) ?? [],
    asOf: values["as-of"] === undefined ? undefined : dayText(values["as-of"]),
    delimiter: delimiterOf(values.delimiter),
    decimal: values.decimal === undefined ? undefined : choice(values, "decimal", [".", ","]),
    encoding: values.encoding === undefined ? undefined : encodingOf(values.encoding),
    door: {
      ...(values["time-zone"] !== undefined && { timeZone: values["time-zone"] }),
      refunds: choice(values, "refunds", ["net", "ignore", "separate"]),
      zeroAmounts: choice(values, "zero-amounts", ["purchase", "ignore"]),
      duplicates: choice(values, "duplicates", ["keep", "drop"]),
      purchaseBy: choice(values, "purchase-by", ["day", "order"]),
    },
    bins: values.bins === undefined ? undefined : numberOf("bins", values.bins),
    method: choice(values, "method", ["quantile", "natural", "count"]),
    preset: values.preset === undefined ? undefined : choice(values, "preset", ["grid", "klaviyo", "classic125"]),
    cuts: values.cuts,
    saveCuts: values["save-cuts"],
    by,
    shares: values.shares === undefined ? undefined : sharesOf(values.shares, by === "threshold"),
    margin: values.margin === undefined ? undefined : numberOf("margin", values.margin),
    days: values.days === undefined ? undefined : numberOf("days", values.days),
    holdoutDays: values["holdout-days"] === undefined ? undefined : numberOf("holdout-days", values["holdout-days"]),
    discount: values["annual-discount"] === undefined ? 0 : numberOf("annual-discount", values["annual-discount"]),
    question: choice(values, "question", ["value", "churn"]),
    model: values.model,
    out: outOf(values.out, file),
  };
}

function parsed(argv: readonly string[]): ReturnType<typeof parseArgs> {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    return wrongUsage(`${(error as Error).message.split(". ")[0]}. All options: regulars --help`);
  }
}

function isCommand(name: string): name is Command {
  return (COMMANDS as readonly string[]).includes(name);
}

/** One of a few words; the first is the default. */
function choice<const Choice extends string>(values: Values, name: string, choices: readonly Choice[]): Choice {
  const value = values[name] ?? choices[0]!;
  return (choices as readonly string[]).includes(value)
    ? (value as Choice)
    : wrongUsage(`--${name} is ${choices.join(" or ")}, not "${value}".`);
}

function numberOf(name: string, value: string): number {
  const number = Number(value);
  return value.trim() !== "" && Number.isFinite(number) ? number : wrongUsage(`--${name} is a number, not "${value}".`);
}

function dayText(value: string): string {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) rfm([], { asOf: value });
    else throw new RangeError();
  } catch {
    wrongUsage(`--as-of is a day such as 2011-12-10, not "${value}".`);
  }
  return value;
}

function delimiterOf(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const sign = { tab: "\t", "\\t": "\t", comma: ",", semicolon: ";", pipe: "|" }[value] ?? value;
  return sign.length === 1 && !/["\r\n]/.test(sign) ? sign : wrongUsage(`--delimiter is one sign, such as ";" or tab, not "${value}".`);
}

function encodingOf(value: string): Encoding {
  const name = value.toLowerCase().replace(/[^a-z0-9]/g, "");
  const encodings: Readonly<Record<string, Encoding>> = {
    utf8: "utf-8",
    latin1: "latin-1",
    iso88591: "latin-1",
    windows1252: "latin-1",
    cp1252: "latin-1",
    utf16: "utf-16le",
    utf16le: "utf-16le",
    utf16be: "utf-16be",
  };
  return Object.hasOwn(encodings, name) ? encodings[name]! : wrongUsage(`--encoding is utf-8, latin-1 or utf-16le, not "${value}".`);
}

/** "vip=0.01,rest=0.99", or for thresholds "gold=500,basic" with the lowest tier last. */
function sharesOf(value: string, thresholds: boolean): Record<string, number | null> {
  const shares = new Map<string, number | null>();
  for (const part of value.split(",")) {
    const [name = "", share] = part.split("=").map((piece) => piece.trim());
    const number = thresholds && (share === undefined || share === "") ? null : Number(share);
    if (name === "" || /^(\d+|__proto__)$/.test(name) || share === "" || (number !== null && !Number.isFinite(number))) {
      const example = thresholds ? "gold=500,silver=100,basic" : "vip=0.01,good=0.19,rest=0.8";
      wrongUsage(`--shares is written as "${example}", not "${value}".`);
    }
    shares.set(name, number);
  }
  return Object.fromEntries(shares);
}

function outOf(out: string | undefined, file: string | undefined): string | undefined {
  if (out === undefined) return undefined;
  if (!/\.(csv|json)$/i.test(out)) wrongUsage(`--out ends in .csv or .json, not "${out}".`);
  return out === file ? wrongUsage("--out would overwrite the orders. Give another name.") : out;
}
