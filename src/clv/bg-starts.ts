/** Where the fit of a BG model begins, and what is to be said about where it ends. */
import type { FitReport } from "./fit.js";
import { meanRate, type Rows } from "./rows.js";
import { timingNotes } from "./timing-notes.js";

/** r, alpha at the mean rate of purchase; a, b over the shapes that real shops show, from "many leave" to "hardly anybody". */
export function bgStarts(rows: Rows): number[][] {
  const rate = meanRate(rows);
  return [
    [0.5, 0.4 / rate, 0.8, 2.5],
    [0.8, 0.8 / rate, 0.005, 5],
    [0.8, 0.8 / rate, 0.1, 10],
    [3, 2.5 / rate, 0.05, 0.2],
    [0.5, 0.3 / rate, 10, 40],
  ];
}

export function bgNotes(
  { params: { a, b }, boundary, standardErrors }: { params: { a: number; b: number } } & Pick<FitReport, "boundary" | "standardErrors">,
  rows: Rows,
): string[] {
  const notes = timingNotes(rows, boundary);
  const leaving = a / (a + b);
  const unsure = boundary.some(({ param }) => param === "a" || param === "b") || (standardErrors.a ?? 0) > a;
  if (unsure && notes.length === 0 && leaving < 0.05) {
    notes.push(
      `Hardly anybody is seen to leave (after a purchase ${(100 * leaving).toPrecision(2)} % do, and even that is not certain): usually the window is short for how often customers buy. P(alive) says little here; use a longer window, or a model without leaving (NBD).`,
    );
  } else if (unsure && notes.length === 0) {
    notes.push(
      "How many customers leave is hardly known from these data (the standard error of a exceeds a): predictions a few purchases ahead hold, P(alive) does not. Use a longer window, more customers or a small penalty.",
    );
  } else if (!unsure && Math.min(a, b) > 50) {
    notes.push("Every customer has almost the same chance to leave (a and b are large, on a ridge where only their ratio matters).");
  }
  return notes;
}
