import { fork, type Random, random } from "../../src/math/random.js";

export { fork, random };

/** The rows in another order. */
export function shuffled<Row>(rows: readonly Row[], dice: Random): Row[] {
  const left = [...rows];
  return rows.map(() => left.splice(Math.floor(dice() * left.length), 1)[0]!);
}
