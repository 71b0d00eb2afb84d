/** The file of models: how the orders were counted that they were learned from stands in it, under its own fingerprint. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { type DailyModel, InvalidInputError, type Ledger, readModel, type SpendModel } from "../index.js";
import { badFile, wrongUsage } from "./mistakes.js";

/** Of the orders; a model of one way to count is wrong on orders counted in another. */
export interface Counted {
  readonly currency: string | null;
  readonly refunds: string;
  readonly zeroAmounts: string;
  readonly purchaseBy: string;
  readonly timeZone: string;
}

interface Sealable {
  readonly fingerprint: string;
}

const FLAG: Readonly<Record<Exclude<keyof Counted, "currency">, string>> = {
  refunds: "--refunds",
  zeroAmounts: "--zero-amounts",
  purchaseBy: "--purchase-by",
  timeZone: "--time-zone",
};

/** The currency of the result is known where there are rates: the one whose rate is 1. */
export function countedAs({ options }: Ledger): Counted {
  const { refunds, zeroAmounts, purchaseBy, timeZone, currencyRates = {} } = options;
  const currency = Object.keys(currencyRates).find((name) => currencyRates[name] === 1) ?? null;
  return { currency, refunds, zeroAmounts, purchaseBy, timeZone };
}

export function modelText(purchases: object & Sealable, spend: object & Sealable, asOf: string, ledger: Ledger): string {
  const counted = countedAs(ledger);
  const fingerprint = seal(asOf, counted, purchases, spend);
  return `${JSON.stringify({ kind: "value-models", schemaVersion: 1, asOf, counted, purchases, spend, fingerprint }, null, 2)}\n`;
}

function seal(asOf: unknown, counted: unknown, purchases: Sealable, spend: Sealable): string {
  const text = JSON.stringify([asOf, Object.entries(counted as object).sort(), purchases.fingerprint, spend.fingerprint]);
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

export async function savedModels(
  path: string,
  kinds: readonly string[],
): Promise<{ purchases: DailyModel; spend: SpendModel; asOf: string; counted: Counted }> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    return badFile(`${path} could not be read: ${(error as Error).message}`);
  }
  try {
    const saved = JSON.parse(text) as Record<string, unknown> | null;
    const { counted } = saved ?? {};
    if (saved?.kind !== "value-models" || saved.schemaVersion !== 1 || typeof counted !== "object" || counted === null)
      return badFile(`${path} holds no models of this version; regulars fit makes them.`);
    const purchases = readModel(saved.purchases);
    const spend = readModel(saved.spend);
    if (!kinds.includes(purchases.kind) || !/^(gamma-gamma|log-normal-spend)$/.test(spend.kind)) {
      badFile(`${path} holds no pair of models of purchases in days and of spend.`);
    }
    if (saved.fingerprint !== seal(saved.asOf, counted, purchases, spend)) {
      badFile(`${path} was edited: its fingerprint is not that of what it holds. Learn the models again with regulars fit.`);
    }
    return {
      purchases: purchases as unknown as DailyModel,
      spend: spend as unknown as SpendModel,
      asOf: String(saved.asOf),
      counted: counted as Counted,
    };
  } catch (error) {
    if (error instanceof SyntaxError) return badFile(`${path} is no JSON: ${error.message}`);
    if (error instanceof InvalidInputError) return badFile(`${path}: ${error.message}`);
    throw error;
  }
}

/** Refuses orders that were counted in another way than those the models know; what cannot be known is a note. */
export function checkCounted(path: string, learned: Counted, ledger: Ledger): string[] {
  const now = countedAs(ledger);
  for (const [name, flag] of Object.entries(FLAG) as [keyof typeof FLAG, string][]) {
    if (learned[name] !== now[name]) {
      wrongUsage(
        `${path} was learned with ${flag} ${learned[name]}, and this file is read with ${now[name]}. Say ${flag} ${learned[name]}, or fit again.`,
      );
    }
  }
  if (learned.currency === now.currency) return [];
  if (learned.currency !== null && now.currency !== null) {
    badFile(`${path} was learned from money in ${learned.currency}, and this file is in ${now.currency}. Give --rate, or fit again.`);
  }
  return [
    `Whether the money is that of the model cannot be told: ${learned.currency === null ? "the model" : "this file"} names no currency, the other ${learned.currency ?? now.currency}.`,
  ];
}

const LONG_SILENCE = 30;

/** A day of report long after the last order reads as silence of everybody. */
export function silenceNotes(asOf: string, lastDay: string | undefined): string[] {
  const days = lastDay === undefined ? 0 : (Date.parse(asOf) - Date.parse(lastDay)) / 86_400_000;
  return days > LONG_SILENCE
    ? [
        `The last order is ${Math.round(days)} days before ${asOf}: everybody is taken to have been silent since. If the file simply ends there, leave --as-of out.`,
      ]
    : [];
}
