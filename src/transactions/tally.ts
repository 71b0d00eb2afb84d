/** What the door counts on the way in, and which money it lets through. */
import type { Door } from "./options.js";

export interface Tally {
  readonly counts: { refundRows: number; refundAmount: number; zeroRows: number; ignored: number };
  /** Counts the money of a good line; says whether the line stays. */
  readonly keeps: (money: number) => boolean;
}

export function openTally({ refunds, zeroAmounts }: Door): Tally {
  const counts = { refundRows: 0, refundAmount: 0, zeroRows: 0, ignored: 0 };
  const keeps = (money: number): boolean => {
    if (money > 0) return true;
    if (money < 0) {
      counts.refundRows++;
      counts.refundAmount -= money;
    } else counts.zeroRows++;
    const stays = (money < 0 ? refunds : zeroAmounts) !== "ignore";
    if (!stays) counts.ignored++;
    return stays;
  };
  return { counts, keeps };
}
