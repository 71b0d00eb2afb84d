/** Remarks about the customers themselves, the same for every model of purchase timing. */
import type { FitReport } from "./fit.js";
import type { Rows } from "./rows.js";

/** Nobody repeats, hardly anybody, everybody; and how rates differ. */
export function timingNotes({ columns, weights }: Rows, boundary: FitReport["boundary"]): string[] {
  const x = columns[0]!;
  let customers = 0;
  let repeaters = 0;
  for (let i = 0; i < x.length; i++) {
    customers += weights[i]!;
    if (x[i]! > 0) repeaters += weights[i]!;
  }
  const share = `${repeaters} of ${customers} customers`;
  if (repeaters === 0) {
    return [
      "Nobody bought a second time: the data say nothing about rates or about leaving, and the forecast is as good as zero. Wait, or take a longer window.",
    ];
  }
  const notes: string[] = [];
  if (repeaters < 10 || repeaters < 0.01 * customers) {
    notes.push(`Only ${share} bought again: the parameters rest on those few. Take a longer window, or pool several cohorts.`);
  } else if (repeaters === customers && customers > 10) {
    notes.push(
      "Every customer bought again. If those who did not were filtered out, put them back: without them the rate of purchase is too high.",
    );
  }
  if (boundary.some(({ param, towards }) => param === "r" && towards === "infinity")) {
    notes.push(
      "All customers buy at the same rate as far as can be seen (r and alpha run to infinity together, their ratio is the rate): usually too few customers, or a window too short for differences to show.",
    );
  }
  return notes;
}
