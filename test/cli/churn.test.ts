import { describe, expect, test } from "vitest";
import { type ChurnModel, churnPoints, churnProbability, EXAMPLE_SHOP, simulateShop } from "../../src/index.js";
import { describeShared, sharedPath } from "../shared-data.js";
import { file, readBack, regulars } from "./run-cli.js";

const rows = simulateShop(EXAMPLE_SHOP, { customers: 350, from: "2025-01-01", days: 365, seed: 2 }).map(({ customerId, date, amount }) => ({
  customerId,
  date: String(date).slice(0, 10),
  amount,
}));
const csv = (lines: typeof rows): string =>
  `customer_id,date,amount\n${lines.map((row) => `${row.customerId},${row.date},${row.amount}\n`).join("")}`;
const orders = file("orders.csv", csv(rows));

describe("churn", () => {
  test("tests out of time, learns again, lists whom to win back, writes rows and the model", async () => {
    const [out, saved] = [file("churn.csv"), file("model.json")];
    const offer = ["--offer-cost", "1.5", "--acceptance", "0.2", "--budget", "30", "--margin", "0.5"];
    const { code, out: said, err } = await regulars(["churn", orders, "--horizon", "60", ...offer, "--out", out, "--model-out", saved]);
    expect([code, err]).toEqual([0, ""]);
    // the last day is 2025-12-31: 60 days before its end, and two horizons before that
    expect(said).toMatch(/Learned from +[\d,]+ examples of 2025-07-05 and 2025-09-03; [\d.]+ % left/);
    expect(said).toMatch(/Tested on +[\d,]+ customers of 2025-11-02, the days after it unseen/);
    for (const name of ["logistic", "boosting", "forest", "blend", "naive"]) expect(said).toMatch(new RegExp(`^${name} +0\\.\\d{4}`, "m"));
    expect(said).toMatch(/^(logistic|boosting|forest|blend) ranks best out of time \(AUC 0\.\d{4}\) and is used below/m);
    expect(said).toMatch(/Off by [\d.]+ % on average; said [\d.]+ % of all, [\d.]+ % left\./);
    expect(said).toMatch(/Cost (\d+\.\d\d), expected gain after it [\d.]+\. Not worth an offer of 1\.50: \d+ customers?\./);
    expect(Number(/Cost ([\d.]+),/.exec(said)![1])).toBeLessThanOrEqual(30);
    expect(said).not.toMatch(/NaN|Infinity|undefined/);
    expect(said).toMatch(/About [\d,]+ customers? of [\d,]+ may leave, .* in the test that sum was [\d,]+, and [\d,]+ left\./);
    expect(said).not.toMatch(/\b1 (days|purchases|products|times)\b/);
    expect(said).toContain("may come back later unasked");
    expect(said).toContain(`Model saved: ${saved}`);

    const [head, ...lines] = readBack(out).trim().split("\r\n");
    expect(head).toBe(
      "customer_id,churn_probability,value_at_stake,money_at_risk,expected_gain,win_back_rank,reason_1,reason_2,reason_3,action",
    );
    const model = JSON.parse(readBack(saved)) as ChurnModel;
    const points = churnPoints(rows, { asOf: "2025-12-31" });
    expect(lines.length).toBe(points.length);
    points.forEach(({ customerId, point }, i) => {
      const [id, probability, value, atRisk, gain, rank] = lines[i]!.split(",");
      expect(id).toBe(customerId);
      expect(Number(probability)).toBe(churnProbability(model, point));
      expect(Number(atRisk)).toBe(Number(probability) * Number(value));
      expect(Number(gain)).toBeCloseTo(0.2 * Number(atRisk) - 1.5, 9);
      if (rank !== "") expect(Number(gain)).toBeGreaterThan(0);
    });
  });

  test("without an offer it ranks by the money at risk; a learner can be asked for; cut-off and as-of are kept", async () => {
    const asked = ["--horizon", "40", "--learner", "forest", "--cut-off", "2025-09-01", "--as-of", "2025-11-30"];
    const { code, out } = await regulars(["churn", orders, ...asked]);
    expect(code).toBe(0);
    expect(out).toMatch(/Tested on +[\d,]+ customers of 2025-09-01/);
    expect(out).toMatch(/of 2025-06-13 and 2025-07-23;/);
    expect(out).toMatch(/for the 40 days after 2025-11-30/);
    expect(out).toMatch(/; forest is, as asked|forest ranks best .* is, as asked|would be used; forest is, as asked/);
    expect(out).toMatch(/What forest said in the test/);
    expect(out).toMatch(/at risk\. Say what an offer costs and how many it keeps/);
    // nothing after the day it is as of is looked at
    const cutOff = file("cut.csv", csv(rows.filter(({ date }) => date <= "2025-11-30")));
    const again = await regulars(["churn", cutOff, ...asked]);
    const report = (text: string): string => text.slice(text.indexOf("Left:")).replace(/\n\nAfter .*, and not in the table: .*/, "");
    expect(report(again.out)).toBe(report(out));
    expect(out).toMatch(/^After 2025-11-30, and not in the table: \d+ rows, \d+ new customers$/m);
  });

  test.each([
    [[], "After how many days without a purchase has a customer left? For example: regulars churn orders.csv --horizon 90"],
    [["--horizon", "2.5"], '--horizon is a whole number of days above 0, not "2.5".'],
    [["--horizon", "soon"], '--horizon is a number, not "soon".'],
    [["--horizon", "60", "--offer-cost", "2"], "Winning back is reckoned with both --offer-cost and --acceptance, or with neither."],
    [
      ["--horizon", "60", "--cut-off", "2025-12-01"],
      "--cut-off is 2025-11-02 or earlier, so that 60 days after it are in the file; not 2025-12-01.",
    ],
    [["--horizon", "60", "--cut-off", "2025"], '--cut-off is a day such as 2011-12-10, not "2025".'],
    [["--horizon", "60", "--learner", "oracle"], '--learner is logistic or boosting or forest or blend, not "oracle".'],
    [["--horizon", "60", "--model-out", "model.csv"], '--model-out ends in .json, not "model.csv".'],
    [["--horizon", "60", "--bins", "3"], "--bins belongs to: rfm, demo. It does nothing for churn."],
  ])("%j is refused", async (options, message) => {
    const { code, err } = await regulars(["churn", orders, ...options]);
    expect(err).toBe(`regulars: ${message}\n`);
    expect(code).toBe(2);
  });

  test("the model may not be written over what is read or written", async () => {
    const { err } = await regulars(["churn", orders, "--horizon", "60", "--out", "same.json", "--model-out", "same.json"]);
    expect(err).toContain("--model-out same.json would overwrite what --out writes");
  });

  test("a file too short for the horizon, and one without a second class", async () => {
    const short = await regulars(["churn", orders, "--horizon", "200"]);
    expect(short.code).toBe(1);
    expect(short.err).toMatch(/The file covers \d+ days\. A horizon of 200 needs 401 before its end: .* Give a shorter --horizon\./);
    const daily = rows.slice(0, 20).flatMap(({ customerId }, i) => [
      { customerId: `${customerId}${i}`, date: "2025-01-01", amount: 5 },
      { customerId: "end", date: "2025-12-31", amount: 5 },
    ]);
    const nobody = await regulars(["churn", file("nobody.csv", csv(daily)), "--horizon", "60"]);
    expect(nobody.code).toBe(1);
    expect(nobody.err).toMatch(/Nobody bought again within 60 days from 2025-\d\d-\d\d on: there is nothing to tell apart/);
  });

  test("few customers without repeats to forecast from are worth an average order", async () => {
    const few = Array.from({ length: 60 }, (_, i) => ({ customerId: `c${i}`, date: i < 30 ? "2025-01-10" : "2025-04-05", amount: 10 }));
    const returns = few
      .filter((_, i) => i % 10 === 0)
      .flatMap(({ customerId }) => [
        { customerId, date: "2025-05-20", amount: 0 },
        { customerId, date: "2025-09-20", amount: 0 },
        { customerId, date: "2025-12-31", amount: 0 },
      ]);
    const { code, out, err } = await regulars(["churn", file("few.csv", csv([...few, ...returns])), "--horizon", "90"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("Worth: one average order, as there are too few repeat purchases to forecast.");
    expect(out).toMatch(/Note: Tested on \d+ customers only: which learner is best, and how good it is, may be luck\./);
    // bands of twenty or more
    expect(out.match(/^0\.\d{3} to 0\.\d{3}/gm)!.length).toBeLessThanOrEqual(3);
    expect(out).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describeShared("churn on CDNOW's sample", () => {
  test("the last 90 days, tested out of time", async () => {
    const { code, out } = await regulars(["churn", sharedPath("data/cdnow_sample.csv"), "--horizon", "90"]);
    expect(code).toBe(0);
    expect(out).toMatch(/Tested on +2,357 customers of 1998-04-02/);
    expect(Number(/ranks best out of time \(AUC (0\.\d+)\)/.exec(out)![1])).toBeGreaterThan(0.8);
    expect(out).not.toMatch(/NaN|Infinity|undefined/);
  });
});
