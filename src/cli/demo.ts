/** `regulars demo`: the main job, on a simulated shop when there is no file. */
import { EXAMPLE_SHOP, type Ledger, simulateShop, toLedger } from "../index.js";
import type { Arguments } from "./args.js";

/** Two years of a shop of gifts and coffee: the same for everybody. */
export function demoLedger({ door }: Arguments): Ledger {
  return toLedger(simulateShop(EXAMPLE_SHOP, { customers: 2000, from: "2024-01-01", days: 731, seed: 1 }), door);
}

export const DEMO_SHOP = "A simulated shop of coffee and gifts: 2,000 customers in two years. For your own: regulars demo orders.csv";

/** Commands to go on with. */
export function nextCommands({ file }: Arguments): string {
  const name = file === undefined || file === "-" ? "orders.csv" : /[^\w./\\:-]/.test(file) ? `"${file}"` : file;
  return `Next, try\n  regulars rfm ${name} --out segments.csv\n  regulars tiers ${name} --by value\n  regulars clusters ${name}`;
}
