/** Whom early stopping sets aside: whole customers, drawn by id, so that neither order nor repetition of rows matters. */
import { random } from "../math/random.js";
import type { TrainingTable } from "./points.js";

/** 1 for the rows set aside; without ids every row is a customer of its own. */
export function stoppingRows({ length, customerIds }: TrainingTable, share: number, seed: number | string): Uint8Array {
  const aside = new Uint8Array(length);
  let drawn = 0;
  for (let row = 0; row < length; row++) {
    if (row === 0 || customerIds === undefined || customerIds[row] !== customerIds[row - 1]) {
      drawn = random(`${seed} ${customerIds?.[row] ?? row}`)() < share ? 1 : 0;
    }
    aside[row] = drawn;
  }
  return aside;
}
