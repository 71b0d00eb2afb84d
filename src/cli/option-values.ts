/** The values of options, from the text that was written. */
import { rfm } from "../index.js";
import type { Encoding } from "./decode.js";
import { wrongUsage } from "./mistakes.js";

/** Options as text, by name. */
export type Values = Readonly<Record<string, string | undefined>>;

/** One of a few words; the first is the default. */
export function choice<const Choice extends string>(values: Values, name: string, choices: readonly Choice[]): Choice {
  const value = values[name] ?? choices[0]!;
  return (choices as readonly string[]).includes(value)
    ? (value as Choice)
    : wrongUsage(`--${name} is ${choices.join(" or ")}, not "${value}".`);
}

export function numberOf(name: string, value: string): number {
  const number = Number(value);
  return value.trim() !== "" && Number.isFinite(number) ? number : wrongUsage(`--${name} is a number, not "${value}".`);
}

/** A horizon. */
export function daysOf(value: string): number {
  const days = numberOf("days", value);
  return days > 0 && days <= 36_500 ? days : wrongUsage(`--days is above 0 and at most 36,500 (a century), not "${value}".`);
}

/** Of discount, a year. */
export function rateOf(value: string): number {
  const rate = numberOf("annual-discount", value);
  return rate >= 0 && rate <= 10
    ? rate
    : wrongUsage(`--annual-discount is a share such as 0.1 for 10 % a year, 0 or more, not "${value}".`);
}

export function dayText(name: string, value: string): string {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) rfm([], { asOf: value });
    else throw new RangeError();
  } catch {
    wrongUsage(`--${name} is a day such as 2011-12-10, not "${value}".`);
  }
  return value;
}

export function delimiterOf(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const sign = { tab: "\t", "\\t": "\t", comma: ",", semicolon: ";", pipe: "|" }[value] ?? value;
  return sign.length === 1 && !/["\r\n]/.test(sign) ? sign : wrongUsage(`--delimiter is one sign, such as ";" or tab, not "${value}".`);
}

export function encodingOf(value: string): Encoding {
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
export function sharesOf(value: string, thresholds: boolean): Record<string, number | null> {
  const shares = new Map<string, number | null>();
  for (const part of value.split(",")) {
    const [name = "", share] = part.split("=").map((piece) => piece.trim());
    const number = thresholds && (share === undefined || share === "") ? null : Number(share);
    if (name === "" || /^(\d+|__proto__)$/.test(name) || share === "" || (number !== null && !Number.isFinite(number))) {
      const example = thresholds ? "gold=500,silver=100,basic" : "vip=0.01,good=0.19,rest=0.8";
      wrongUsage(`--shares is written as "${example}", not "${value}".`);
    }
    if (shares.has(name)) wrongUsage(`--shares: ${name} is named twice.`);
    shares.set(name, number);
  }
  return Object.fromEntries(shares);
}

/** "EUR=1.08" of each currency but for case: money of the result for one unit. */
export function ratesOf(values: readonly string[]): Record<string, number> {
  const rates = new Map<string, number>();
  for (const value of values) {
    const [currency = "", rate = "", more] = value.split("=").map((piece) => piece.trim());
    const number = Number(rate);
    if (currency === "" || more !== undefined || !(number > 0 && number < Number.POSITIVE_INFINITY)) {
      wrongUsage(`--rate is written as "EUR=1.08", not "${value}".`);
    }
    const name = currencyName(currency);
    if (rates.has(name)) wrongUsage(`--rate: ${name} is named twice.`);
    rates.set(name, number);
  }
  return Object.fromEntries(rates);
}

/** "eur " is EUR. */
export function currencyName(text: string): string {
  return text.trim().toUpperCase();
}

export function outOf(out: string): string {
  return /\.(csv|json)$/i.test(out) ? out : wrongUsage(`--out ends in .csv or .json, not "${out}".`);
}

export function jsonOut(name: string, out: string): string {
  return /\.json$/i.test(out) ? out : wrongUsage(`--${name} ends in .json, not "${out}".`);
}
