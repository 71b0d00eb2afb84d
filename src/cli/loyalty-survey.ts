/** What the command says of a survey: how it was read, and whom of the shop it covers. */
import type { LoyaltyRow } from "./loyalty-kinds.js";
import type { Survey } from "./read-survey.js";
import { grouped, pairs, percent, plural } from "./table.js";

export function surveyText({ understood, nameless }: Survey, rows: readonly LoyaltyRow[]): string {
  const answered = rows.filter(({ answers }) => Object.keys(answers).length > 0);
  const both = answered.filter(({ behaviour: bought }) => bought !== undefined).length;
  const only = rows.filter(({ behaviour: bought }) => bought === undefined).length;
  const buyers = rows.length - only;
  return pairs([
    ["Survey", understood],
    ["Answers", `of ${grouped(both)} among ${plural(buyers, "buyer")} (${percent(buyers === 0 ? 0 : both / buyers)})`],
    ...(both > 0 || only === 0
      ? []
      : [
          [
            "Attention",
            `nobody who answered bought: are customers written alike? ${rows[0]!.customerId} in the orders, ${rows.at(-1)!.customerId} in the survey`,
          ] as const,
        ]),
    ...(nameless.length === 0
      ? []
      : [["Left out", `${plural(nameless.length, "line")} of the survey without a customer: ${linesText(nameless)}`] as const]),
    ...(only === 0
      ? []
      : [
          [
            "Never bought",
            `${plural(only, "customer")} of the survey ${only === 1 ? "has" : "have"} no purchase in the file; they are kept`,
          ] as const,
        ]),
  ]);
}

const SHOWN_LINES = 3;

function linesText(lines: readonly number[]): string {
  const shown = lines.slice(0, SHOWN_LINES).map((line) => `line ${grouped(line)}`);
  return [...shown, ...(lines.length > SHOWN_LINES ? ["…"] : [])].join(", ");
}
