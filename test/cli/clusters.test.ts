import { describe, expect, test } from "vitest";
import { simulatePurchases } from "../../src/index.js";
import { describeShared, sharedPath } from "../shared-data.js";
import { file, readBack, regulars } from "./run-cli.js";

const model = { kind: "mbg-nbd", params: { r: 0.8, alpha: 20, a: 0.8, b: 2.5 } } as const;
const spend = { kind: "gamma-gamma", params: { p: 6, q: 4, v: 15 } } as const;
const shop = (customers: number, refund = ""): string =>
  `customer_id,date,amount,channel\n${simulatePurchases(model, { customers, days: [30, 600], spend })
    .map(
      ({ customerId, date, amount }, i) =>
        `${customerId},${String(date).slice(0, 10)},${amount.toFixed(2)},${i % 3 === 0 ? "web" : "shop"}\n`,
    )
    .join("")}${refund}`;
const orders = file("orders.csv", shop(300));

describe("clusters", () => {
  test("chooses k, names the groups, crosses them with segments and tiers, and writes who is where", async () => {
    const out = file("assigned.csv");
    const { code, out: said, err } = await regulars(["clusters", orders, "--out", out, "--channel", "channel"]);
    expect([code, err]).toEqual([0, ""]);
    expect(said).toMatch(/^Clusters by recency, frequency, monetary \(transform signed-log; scale standard\)$/m);
    expect(said).toMatch(/^How many clusters\?$/m);
    expect(said).toMatch(/^\d+ \* +\d/m);
    expect(said).toMatch(/clusters are best by .* That makes a (clear|fair|weak) choice\.$/m);
    expect(said).toMatch(/last seen \d+ days ago: [\d.]+ % of customers/);
    expect(said).toMatch(/^Customers by cluster and RFM segment$/m);
    expect(said).toMatch(/^Customers by cluster and tier/m);
    expect(said).toMatch(/^Channel that each customer used most\n0 {2}(shop|web) [\d.]+ % \([\d.]+ × the average\)/m);
    expect(said).not.toMatch(/NaN|Infinity|undefined/);
    const lines = readBack(out).trim().split("\r\n");
    expect(lines).toHaveLength(301);
    expect(lines[0]).toMatch(/^customer_id,recency_days,.*,cluster,cluster_name$/);
  });

  test("a saved model gives the same customers the same clusters, and others theirs", async () => {
    const [saved, first, second] = [file("clusters.json"), file("first.csv"), file("second.csv")];
    const learned = await regulars(["clusters", orders, "--k", "3", "--save-model", saved, "--out", first]);
    expect([learned.code, learned.err]).toEqual([0, ""]);
    expect(learned.out).toMatch(/Clusters saved: .*clusters\.json\. Next month: regulars clusters … --model/);
    expect(JSON.parse(readBack(saved))).toMatchObject({ kind: "k-means", schemaVersion: 1, k: 3 });
    const reused = await regulars(["clusters", orders, "--model", saved, "--out", second]);
    expect(reused.out).toMatch(/Customers in the 3 clusters of .*clusters\.json, by recency, frequency, monetary/);
    expect(reused.out).not.toMatch(/Found again|How many/);
    expect(readBack(second)).toBe(readBack(first));
    expect((await regulars(["clusters", file("new.csv", shop(20)), "--model", saved])).code).toBe(0);
  });

  test("the same file and options, the same answer; Chinese on demand; own features", async () => {
    const args = [
      "clusters",
      orders,
      "--k",
      "3",
      "--seed",
      "5",
      "--restarts",
      "3",
      "--language",
      "zh",
      "--features",
      "frequency,average_value",
    ];
    const one = await regulars(args);
    expect(one.out).toMatch(/位客户，占[\d.]+%，贡献[\d.]+%的价值/);
    expect(one.out).toMatch(/^Clusters by frequency, averageValue/m);
    expect(await regulars(args)).toEqual(one);
  });

  test("money below zero is placed by signed-log, and told", async () => {
    const refunded = file("refunded.csv", shop(60, "zed,2026-01-05,10.00,web\nzed,2026-01-06,-50.00,web\n"));
    const { out, code } = await regulars(["clusters", refunded, "--k", "2"]);
    expect(code).toBe(0);
    expect(out).toMatch(/signed, since 1 customer got back more than they paid, by 1 or more, and log1p has no value there/);
    const { err, code: refused } = await regulars(["clusters", refunded, "--k", "2", "--transform", "log1p"]);
    expect(refused).toBe(2);
    expect(err).toMatch(/zed has monetary -40, which has no logarithm under --transform log1p\. Take signed-log\./);
  });

  test.each([
    [["clusters", orders, "--k", "0"], 2, "--k must be a whole number of at least 1, not 0"],
    [["clusters", orders, "--k", "many"], 2, '--k is a number, not "many"'],
    [["clusters", orders, "--k", "100000"], 2, "--k must be at most the number of different points"],
    [["clusters", orders, "--features", "age"], 2, '--features are some of recency, frequency, monetary, average_value, not "age"'],
    [["clusters", orders, "--restarts", "0"], 2, "--restarts must be a whole number"],
    [["clusters", orders, "--scale", "big"], 2, "--scale is standard or robust or minmax or none"],
    [["clusters", orders, "--model", file("none.json")], 1, "could not be read"],
    [["clusters", orders, "--model", file("bad.json", "{")], 1, "holds no clusters: model must be JSON text"],
    [["clusters", orders, "--model", file("x.json", "{}"), "--k", "3"], 2, "--model brings its clusters along: leave --k out"],
    [["clusters", orders, "--save-model", orders], 2, "--save-model"],
    [["rfm", orders, "--k", "3"], 2, "--k belongs to: clusters"],
    [
      ["clusters", file("one.csv", "customer_id,date,amount\na,2026-01-01,5\n")],
      2,
      "--k must be at most the number of different points, 1",
    ],
  ])("%j", async (args, exit, message) => {
    const { code, err } = await regulars(args);
    expect(err).toContain(message);
    expect(code).toBe(exit);
  });

  test("a customer that saved clusters have no place for is named", async () => {
    const saved = file("logs.json");
    await regulars(["clusters", orders, "--k", "2", "--transform", "log1p", "--save-model", saved]);
    const refunded = file("later.csv", shop(20, "zed,2026-01-05,10.00,web\nzed,2026-01-06,-50.00,web\n"));
    const { err, code } = await regulars(["clusters", refunded, "--model", saved]);
    expect(code).toBe(1);
    expect(err).toMatch(
      /have no place for zed, whose monetary is -40: it must be above -1 .* Learn them anew with --transform signed-log\./,
    );
    const { err: bad } = await regulars([
      "clusters",
      orders,
      "--model",
      file("no-notes.json", readBack(saved).replace('"notes"', '"remarks"')),
    ]);
    expect(bad).toMatch(/holds no clusters: notes must be a list of text/);
  });

  test("clusters by what the command does not measure are refused", async () => {
    const saved = file("strange.json");
    await regulars(["clusters", orders, "--k", "2", "--save-model", saved]);
    const strange = file("strange2.json", readBack(saved).replaceAll('"recency"', '"shoeSize"'));
    const { err, code } = await regulars(["clusters", orders, "--model", strange]);
    expect(code).toBe(1);
    expect(err).toMatch(/are by shoeSize, which the command does not measure/);
  });
});

describeShared("clusters of real files", () => {
  test("Online Retail: seven customers below −1, five clusters, told and stable", async () => {
    const { code, out } = await regulars(["clusters", sharedPath("data/online_retail.csv.gz"), "--k", "5"]);
    expect(code).toBe(0);
    expect(out).toMatch(/signed, since 7 customers got back more than they paid/);
    expect(out).toMatch(/Very frequent big spenders, last seen \d days ago: 8\.\d % of customers \(3\d\d\) bring 5\d\.\d % of the value/);
    expect(out).not.toMatch(/NaN|Infinity|undefined|no real group: samples/);
  });
});
