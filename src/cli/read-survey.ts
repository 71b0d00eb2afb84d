/** A survey: a row for each customer who answered, on any of four questions. */
import { LIKERT_5, LIKERT_7, SATISFACTION_5, SATISFACTION_7, type Scale } from "../index.js";
import { readBytes } from "./bytes.js";
import { columnsFound, guessColumn, namedColumn } from "./columns.js";
import { csvBatches } from "./csv.js";
import { isAbsent } from "./customer-ids.js";
import { type DecodedText, decodeText } from "./decode.js";
import { declaredDelimiter, guessDelimiter } from "./delimiter.js";
import { badFile } from "./mistakes.js";
import { type NumberReader, numberReader } from "./numbers.js";

export const QUESTIONS = ["satisfaction", "attitude", "recommend", "intention"] as const;
export type Question = (typeof QUESTIONS)[number];

/** One customer's answers: 0 to 100, but 0 to 10 for `recommend`; what was not answered is left out. */
export type Answers = Readonly<Partial<Record<Question, number>>>;

export interface Survey {
  readonly answers: ReadonlyMap<string, Answers>;
  /** The questions that have a column, and how they were read. */
  readonly asked: readonly Question[];
  readonly understood: string;
  /** Lines that name no customer. */
  readonly nameless: readonly number[];
}

const NAMES: Readonly<Record<Question, readonly string[]>> = {
  satisfaction: ["satisfaction", "csat", "satisfied", "overall_satisfaction", "zufriedenheit", "满意度"],
  attitude: ["attitude", "relative_attitude", "preference", "einstellung", "态度"],
  recommend: ["recommend", "nps", "likelihood_to_recommend", "would_recommend", "recommendation", "推荐", "推荐意愿"],
  intention: ["intention", "repurchase_intention", "buy_again", "repurchase", "would_buy_again", "购买意向"],
};

/** Highest grade of a scale that begins at 1; 100 is 0 to 100. */
export type SurveyScale = 5 | 7 | 10 | 100;

export async function readSurvey(
  path: string,
  stdin: AsyncIterable<Buffer>,
  scale: SurveyScale | undefined,
  customer: string | undefined,
): Promise<Survey> {
  const found: DecodedText = { encoding: undefined, guessed: false, replaced: false };
  let text = "";
  for await (const part of decodeText(
    readBytes(path, stdin, () => undefined),
    found,
  ))
    text += part;
  if (text.charCodeAt(0) === 0xfeff) text = text.slice(1);
  const declared = declaredDelimiter(text);
  if (declared !== undefined) text = text.slice(text.indexOf("\n") + 1);
  if (text.trim() === "") badFile(`${path} is empty. A survey holds a line of column names and a line for each customer.`);

  const rows: { cells: string[]; line: number }[] = [];
  for await (const { rows: cells, line, lines } of csvBatches(once(text), declared ?? guessDelimiter(text)))
    for (const [i, row] of cells.entries())
      if (row.some((cell) => cell.trim() !== ""))
        rows.push({ cells: row, line: (lines?.[i] ?? line + i) + (declared === undefined ? 0 : 1) });
  const header = rows[0]!.cells;
  const at = placeOf(path, header, customer);
  const places = questionsOf(header).filter(({ place }) => place !== at);
  if (places.length === 0) badFile(`${path} has no column of answers: name one ${QUESTIONS.join(", ")}. ${columnsFound(header)}`);
  if (rows.length === 1) badFile(`${path} holds column names but no answers.`);

  const body = rows.slice(1);
  const reader = numberReader();
  const columns = places.map(({ question, place }) => {
    const cells = body.map(({ cells }) => (cells[place] ?? "").trim());
    const grades = gradesOf(cells, scale);
    const column = header[place]!.trim();
    const numbers = cells.map((cell, row) => answerIn(path, cell, body[row]!.line, column, reader, grades));
    return { question, column, numbers, range: grades ? ([grades.from, grades.to] as const) : scaleOf(question, numbers, scale) };
  });
  const answers = new Map<string, Answers>();
  const nameless: number[] = [];
  for (const [row, { cells, line }] of body.entries()) {
    const id = cells[at] ?? "";
    if (isAbsent(id)) {
      nameless.push(line);
      continue;
    }
    if (answers.has(id)) badFile(`${path}, line ${line}: ${id} has answered before. One line for each customer.`);
    const own: Partial<Record<Question, number>> = {};
    for (const { question, numbers, range } of columns) {
      const number = numbers[row];
      if (number !== undefined) own[question] = graded(path, line, question, number, range);
    }
    answers.set(id, own);
  }
  const how = columns.map(({ question, column, range }) => `${question} = ${column} (${range.join(" to ")})`);
  return {
    answers,
    asked: columns.map(({ question }) => question),
    understood: [`customer = ${header[at]!.trim()}`, ...how].join(", "),
    nameless,
  };
}

type Range = readonly [from: number, to: number];

function placeOf(path: string, header: readonly string[], customer: string | undefined): number {
  if (customer !== undefined && header.includes(customer)) return namedColumn(header, customer, "--customer-id");
  return guessColumn(header, "customerId") ?? badFile(`${path} has no column of customers. ${columnsFound(header)}`);
}

function questionsOf(header: readonly string[]): { question: Question; place: number }[] {
  const plain = header.map((name) =>
    name
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, "_"),
  );
  return QUESTIONS.flatMap((question) => {
    const place = NAMES[question].map((name) => plain.indexOf(name)).find((index) => index !== -1);
    return place === undefined ? [] : [{ question, place }];
  });
}

const GRADED: readonly Scale[] = [SATISFACTION_5, LIKERT_5, SATISFACTION_7, LIKERT_7];

/** The scale whose grades are written out in a column; undefined where they are numbers, or no scale has them all. */
function gradesOf(cells: readonly string[], given: SurveyScale | undefined): Scale | undefined {
  const words = [...new Set(cells.filter((cell) => /\p{L}/u.test(cell) && !isAbsent(cell)))];
  if (words.length === 0) return undefined;
  return GRADED.filter(({ to }) => given === undefined || to === given).find((scale) => words.every((word) => gradeOf(scale, word) >= 0));
}

/** Position of a grade by its English or Chinese name, −1 where there is none. */
function gradeOf({ grades = [] }: Scale, word: string): number {
  return grades.findIndex(({ en, zh }) => en.toLowerCase() === word.toLowerCase() || zh === word);
}

function answerIn(
  path: string,
  cell: string,
  line: number,
  column: string,
  reader: NumberReader,
  grades: Scale | undefined,
): number | undefined {
  if (isAbsent(cell)) return undefined;
  const grade = grades === undefined ? -1 : gradeOf(grades, cell);
  if (grade >= 0) return grades!.from + grade;
  const number = reader.read(cell);
  if (typeof number === "number") return number;
  return badFile(`${path}, line ${line}: ${column} must be a number, a grade such as "very satisfied", or blank, not "${cell}".`);
}

/** As was said, else the smallest usual scale that holds all answers. */
function scaleOf(question: Question, numbers: readonly (number | undefined)[], given: SurveyScale | undefined): Range {
  if (question === "recommend") return [0, 10];
  if (given !== undefined) return [given === 100 ? 0 : 1, given];
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (const number of numbers) {
    if (number === undefined) continue;
    low = Math.min(low, number);
    high = Math.max(high, number);
  }
  if (high > 10) return [0, 100];
  return low < 1 ? [0, 10] : [1, high <= 5 ? 5 : high <= 7 ? 7 : 10];
}

function graded(path: string, line: number, question: string, value: number, [from, to]: Range): number {
  if (!(value >= from && value <= to))
    badFile(
      `${path}, line ${line}: ${question} must be from ${from} to ${to}, not ${value}. Another scale: --survey-scale 5, 7, 10 or 100`,
    );
  return question === "recommend" ? value : ((value - from) / (to - from)) * 100;
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
