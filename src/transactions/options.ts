import { invalid } from "../errors.js";

/** How the door reads rows. Each choice travels with the ledger. */
export interface DoorOptions {
  /** IANA zone in which an instant becomes a calendar day; defaults to "UTC". */
  readonly timeZone?: string;
  /**
   * What one purchase is: all of a customer's calendar day (default), or one `orderId`, on the first day that makes it one.
   * What an order adds or gives back on later days is money of those days, so that nothing later changes an earlier day.
   */
  readonly purchaseBy?: "day" | "order";
  /**
   * What happens to negative amounts:
   * - "net" (default): they are subtracted from the customer's money on that day;
   * - "ignore": they are dropped and counted;
   * - "separate": they stay out of `amounts`, in the column `refunded` alone, and take no day its purchase.
   */
  readonly refunds?: "net" | "ignore" | "separate";
  /** Whether a day of nothing but $0.00 is a purchase (default, as in CDNOW and every peer), or such rows are ignored and counted. */
  readonly zeroAmounts?: "purchase" | "ignore";
  /** Rows equal in every column that was read: kept and counted (default), or dropped and counted. */
  readonly duplicates?: "keep" | "drop";
  /** Whether a bad row throws (default), or is left out and listed in the report. */
  readonly onInvalid?: "throw" | "collect";
  /** Units of the ledger's currency for one unit of each currency in the column `currency`; without it, two currencies are an error. */
  readonly currencyRates?: Readonly<Record<string, number>>;
}

export type Door = Required<Omit<DoorOptions, "currencyRates">> & Pick<DoorOptions, "currencyRates">;

const CHOICES = {
  purchaseBy: ["day", "order"],
  refunds: ["net", "ignore", "separate"],
  zeroAmounts: ["purchase", "ignore"],
  duplicates: ["keep", "drop"],
  onInvalid: ["throw", "collect"],
} as const;

/** `columns` and `dateUnit` belong to the doors themselves. */
const KNOWN = new Set(["timeZone", ...Object.keys(CHOICES), "currencyRates", "columns", "dateUnit"]);

/** Fills in the defaults, the first of each list, and refuses what is not a choice. */
export function doorOptions(options: DoorOptions = {}): Door {
  const { timeZone = "UTC", currencyRates } = options;
  for (const name of Object.keys(options)) {
    if (!KNOWN.has(name)) invalid("options", `only ${[...KNOWN].join(", ")}`, name);
  }
  const door: Record<string, unknown> = { timeZone };
  for (const [name, choices] of Object.entries(CHOICES)) {
    const choice = options[name as keyof typeof CHOICES] ?? choices[0];
    if (!(choices as readonly string[]).includes(choice)) invalid(name, choices.map((c) => `"${c}"`).join(" or "), choice);
    door[name] = choice;
  }
  if (currencyRates) {
    for (const [currency, rate] of Object.entries(currencyRates)) {
      if (!(rate > 0 && rate < Number.POSITIVE_INFINITY)) invalid(`currencyRates.${currency}`, "a positive number", rate);
    }
    door.currencyRates = { ...currencyRates };
  }
  return door as unknown as Door;
}

/** Whether two choices of one option are the same, rates by value. */
export function sameChoice(a: unknown, b: unknown): boolean {
  const [left, right] = [a, b].map((choice) => (typeof choice === "object" && choice ? Object.entries(choice).sort() : [choice]));
  return left!.flat().join() === right!.flat().join();
}
