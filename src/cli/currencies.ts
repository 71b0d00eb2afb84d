/** Money of several currencies: never added up without rates. */
import type { Issue } from "../index.js";
import { badFile, wrongUsage } from "./mistakes.js";
import { plural } from "./table.js";

export function severalCurrencies(currencies: readonly string[]): never {
  const named = currencies.slice(0, 5);
  const rates = named.map((currency, i) => `--rate ${currency}=${i === 0 ? "1" : "…"}`).join(" ");
  return badFile(
    `The orders are in more than one currency (${named.join(", ")}${currencies.length > named.length ? ", …" : ""}), which cannot be added up. ` +
      `Keep the rows of one currency in the file, or say what one unit of each is worth in the currency of the result: ${rates}`,
  );
}

/** With rates, each currency of the file needs one: leaving rows out would leave out whole countries. */
export function checkRates(rejected: readonly Issue[]): void {
  const rows = rejected.filter(({ field }) => field === "currency");
  if (rows.length === 0) return;
  const currencies = [...new Set(rows.map(({ received }) => String(received)))].sort();
  const some = currencies.length > 5 ? [...currencies.slice(0, 5), "…"] : currencies;
  wrongUsage(
    `No rate is named for ${some.join(", ")} (${plural(rows.length, "row")}). Add --rate ${currencies[0]}=…, and =1 for the currency of the result.`,
  );
}

export function blankCurrencies(blank: number, currencies: readonly string[]): string[] {
  if (blank === 0 || currencies.length === 0) return [];
  const into = currencies.length === 1 ? currencies[0]! : "the currency of the result";
  return [`${plural(blank, "row")} without a currency: their amounts were taken to be in ${into}.`];
}
