/** Kinds of loyalty of each customer, as far as what is known of them goes. */
import {
  type CustomerBehaviour,
  DICK_BASU,
  type FittedTypology,
  fitSatisfactionCurve,
  fitTypology,
  JONES_SASSER,
  LOYALTY_LADDER,
  ladderRung,
  REPEAT_CAUSES,
  repeatCause,
  SURVEY_BANDS,
  satisfactionGain,
  type TypeSummary,
  typeSummary,
  typesOf,
} from "../index.js";
import type { Indexed } from "./loyalty-index.js";
import type { Answers, Survey } from "./read-survey.js";
import { grouped, moneyColumn, percent, plural, table } from "./table.js";

/** What is known of one customer. */
export interface LoyaltyRow {
  readonly customerId: string;
  /** Undefined for who only answered. */
  readonly behaviour: CustomerBehaviour | undefined;
  readonly indexed: Indexed | undefined;
  readonly answers: Answers;
}

export interface Kinds {
  readonly dick_basu?: string;
  readonly jones_sasser?: string;
  readonly intention_band?: string;
  readonly ladder: string;
  readonly cause: string;
}

/** From where patronage and loyalty are high; undefined without a survey. */
export interface KindCuts {
  readonly repeats: number | undefined;
  readonly index: number | undefined;
}

/** High from here on: four of five stars. */
const HIGH = 75;

/** Attitude as it was asked for; without that question the willingness to recommend stands for it. */
function attitudeOf({ attitude, recommend }: Answers): number | undefined {
  return attitude ?? (recommend === undefined ? undefined : recommend * 10);
}

/** The kinds of each customer, and what is doubtful about the cut-offs. */
export function placed(rows: readonly LoyaltyRow[]): { types: Kinds[]; notes: string[]; cuts: KindCuts } {
  const asked = rows.some(({ answers }) => Object.keys(answers).length > 0);
  const relative = rows.map(({ answers, behaviour }) => ({ attitude: attitudeOf(answers), patronage: behaviour?.repeats }));
  const content = rows.map(({ answers, indexed }) => ({ satisfaction: answers.satisfaction, loyalty: indexed?.index }));
  const [dickBasu, jonesSasser] = asked
    ? [
        fitTypology(DICK_BASU, relative, { attitude: HIGH, patronage: "median" }),
        fitTypology(JONES_SASSER, content, { satisfaction: HIGH, loyalty: "median" }),
      ]
    : [];
  const quadrants = dickBasu && typesOf(dickBasu, relative);
  const matrix = jonesSasser && typesOf(jonesSasser, content);
  const bands = typesOf(
    fitTypology(SURVEY_BANDS, [], {}),
    rows.map(({ answers }) => ({ score: answers.intention })),
  );
  const types = rows.map(({ answers, behaviour }, i): Kinds => {
    const known = { purchases: behaviour?.purchases ?? 0, attitude: attitudeOf(answers) ?? answers.satisfaction };
    return {
      ...(quadrants?.[i] !== undefined && { dick_basu: quadrants[i] }),
      ...(matrix?.[i] !== undefined && { jones_sasser: matrix[i] }),
      ...(bands[i] !== undefined && { intention_band: bands[i] }),
      // Who answered a survey is at least known to the shop.
      ladder: ladderRung({ ...known, recommends: answers.recommend, contacts: Object.keys(answers).length > 0 ? 1 : 0 }),
      cause: repeatCause({ ...known, discountDependence: behaviour?.discountDependence }),
    };
  });
  const cuts = { repeats: dickBasu?.cuts.patronage[0]?.at, index: jonesSasser?.cuts.loyalty[0]?.at };
  return { types, notes: [...notesOf(dickBasu), ...notesOf(jonesSasser)], cuts };
}

function notesOf(fitted: FittedTypology | undefined): readonly string[] {
  return fitted !== undefined && fitted.known > 0 ? fitted.notes : [];
}

/** A table of each kind that is known of anybody. */
export function typeTables(rows: readonly LoyaltyRow[], types: readonly Kinds[], cuts: KindCuts, survey: Survey | undefined): string[] {
  const patronage = `patronage from ${plural(cuts.repeats ?? 0, "repeat purchase")}, the median`;
  const attitude = survey?.asked.includes("attitude") ? "attitude" : "attitude, told by the willingness to recommend,";
  const tables: string[] = [];
  const add = <Key extends string>(
    heading: string,
    typology: Parameters<typeof typeSummary<Key>>[0],
    keys: readonly (Key | undefined)[],
  ): void => {
    if (keys.some((key) => key !== undefined)) tables.push(`${heading}\n\n${tableOf(typeSummary(typology, keys), rows, keys)}`);
  };
  add(
    `Attitude and patronage (Dick & Basu): ${attitude} is high from ${HIGH} of 100, ${patronage}`,
    DICK_BASU,
    types.map(({ dick_basu }) => dick_basu) as never[],
  );
  add(
    `Satisfaction and loyalty (Jones & Sasser): satisfaction is high from ${HIGH} of 100, loyalty from an index of ${grouped(cuts.index ?? 0, 1)}, the median`,
    JONES_SASSER,
    types.map(({ jones_sasser }) => jones_sasser) as never[],
  );
  const curve = curveText(rows, types);
  if (curve !== undefined) tables.push(curve);
  add("Intention to buy again", SURVEY_BANDS, types.map(({ intention_band }) => intention_band) as never[]);
  add("The ladder of loyalty", LOYALTY_LADDER, types.map(({ ladder }) => ladder) as never[]);
  const causes = types.map(({ cause }, i) => ((rows[i]!.behaviour?.repeats ?? 0) > 0 ? cause : undefined));
  if (causes.some((cause) => cause !== undefined && cause !== "unknown")) add("Why they buy again", REPEAT_CAUSES, causes as never[]);
  return tables;
}

function tableOf(summary: readonly TypeSummary[], rows: readonly LoyaltyRow[], keys: readonly (string | undefined)[]): string {
  const used = summary.filter(({ customers }) => customers > 0);
  const revenue = used.map(({ key }) => rows.reduce((sum, { behaviour }, i) => (keys[i] === key ? sum + (behaviour?.spend ?? 0) : sum), 0));
  return table([
    { title: "Kind", cells: used.map(({ name }) => name.en) },
    { title: "Customers", cells: used.map(({ customers }) => grouped(customers)), right: true },
    { title: "Share", cells: used.map(({ share }) => percent(share)), right: true },
    { title: "Revenue", cells: moneyColumn(revenue), right: true },
    { title: "What to do", cells: used.map(({ action }) => action) },
  ]);
}

/** Fewer would give a curve of chance. */
const FEWEST = 20;

function curveText(rows: readonly LoyaltyRow[], types: readonly Kinds[]): string | undefined {
  const asked = rows.flatMap(({ answers }, i) => {
    const kind = types[i]!.jones_sasser;
    return kind === undefined ? [] : [{ satisfaction: answers.satisfaction!, loyal: kind === "apostle" || kind === "hostage" }];
  });
  if (asked.length < FEWEST) return undefined;
  const curve = fitSatisfactionCurve(asked);
  const mean = asked.reduce((sum, { satisfaction }) => sum + satisfaction, 0) / asked.length;
  const { slope } = curve.standardErrors ?? {};
  const sure = slope === undefined ? "" : Math.abs(curve.params.slope) > 1.96 * slope ? "" : ", which may be chance";
  const gain = satisfactionGain(curve, mean, 10);
  const text = `Ten points more satisfaction than the mean of ${grouped(mean)} go with ${grouped(gain * 100, 1)} points more chance of being in the more loyal half${sure}.`;
  return [text, ...curve.notes.map((note) => `Note: ${note}`)].join("\n");
}
