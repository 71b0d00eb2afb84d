import { execFileSync, spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { describeShared, sharedPath } from "../shared-data.js";
import { file, readBack, regulars, said } from "./run-cli.js";

const ORDERS = `customer_id,date,amount
ann,2026-01-05,20
ann,2026-02-07,31.50
bob,2026-01-09,12
bob,2026-01-09,-12
cid,2026-02-11,1200
`;

/** Customers who buy 1, 2, 3 … times. */
const many = (customers: number): string =>
  `customer_id,date,amount\n${Array.from({ length: customers }, (_, c) =>
    Array.from({ length: c + 1 }, (_, i) => `c${c},2026-01-${String((i % 28) + 1).padStart(2, "0")},${10 + c}\n`).join(""),
  ).join("")}`;

describe("summary", () => {
  test("says what is in the file", async () => {
    const { code, out, err } = await regulars(["summary", file("orders.csv", ORDERS)]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toBe(`Columns  customer = customer_id, date = date, amount = amount
Dates    ISO
As of    2026-02-12, the day after the last in the file (--as-of to change)

Rows                5 (5 used)
Period              2026-01-05 to 2026-02-11
Customers           2
Without a purchase  1 more customer, 0.00 in all (refunded entirely, or refunds alone)
Purchases           3 (days on which a customer bought)
Revenue             1,251.50
Refunds             12.00 in 1 row, taken off the revenue
Average purchase    417.17
Bought again        1 customer, 50.0 %
Concentration       the best 20 % of customers bring 38.4 % of the revenue
`);
  });

  test.each([
    ["semicolons and decimal commas", "Kunde;Datum;Betrag\na;5.4.2026;12,50\nb;13.4.2026;1.000,00\n"],
    ["tabs", "customer\tdate\tamount\na\t2026-04-05\t12.50\nb\t2026-04-13\t1000\n"],
    ["pipes", "customer|date|amount\na|2026-04-05|12.50\nb|2026-04-13|1000\n"],
    ["a byte order mark and CRLF", "\ufeffcustomer_id,date,amount\r\na,2026-04-05,12.50\r\nb,2026-04-13,1000\r\n"],
    ["Excel's sep=", "sep=;\r\ncustomer;date;amount\r\na;2026-04-05;12,50\r\nb;2026-04-13;1000\r\n"],
    ["price and quantity", "client,day,unit price,qty\na,2026-04-05,2.5,5\nb,2026-04-13,500,2\n"],
    ["currency signs", 'customer,date,total\na,4/5/2026,$12.50\nb,4/13/2026,"$1,000.00"\n'],
    ["a blank line on top and between", "\n\ncustomer,date,amount\na,2026-04-05,12.50\n\nb,2026-04-13,1000\n\n"],
    ["trailing delimiters", "customer,date,amount\na,2026-04-05,12.50,\nb,2026-04-13,1000,\n"],
  ])("reads a file with %s", async (_, content) => {
    const { code, out } = await regulars(["summary", file("guess.csv", content)]);
    expect(code).toBe(0);
    expect(said(out, "Revenue")).toBe("1,012.50");
    expect(said(out, "Period")).toBe("2026-04-05 to 2026-04-13");
    expect(out).not.toContain("Left out");
  });

  test("reads gzip, and standard input packed or not", async () => {
    const expected = (await regulars(["summary", file("plain.csv", ORDERS)])).out;
    expect((await regulars(["summary", file("packed.csv.gz", gzipSync(ORDERS))])).out).toBe(expected);
    expect((await regulars(["summary", "-"], ORDERS)).out).toBe(expected);
    expect((await regulars(["summary", "-"], gzipSync(ORDERS))).out).toBe(expected);
  });

  test("reads latin-1 when the bytes are not UTF-8, and says so", async () => {
    const path = file("latin.csv", Buffer.from("customer,date,amount\nMüller,2026-01-05,20\n", "latin1"));
    const out = file("latin-out.csv");
    expect(said((await regulars(["summary", path, "--out", out])).out, "Encoding")).toBe("latin-1 (windows-1252)");
    expect(readBack(out)).toContain("\r\nMüller,");
  });

  test("refunds, zero amounts, duplicates, orders and the day can be chosen", async () => {
    const path = file(
      "choices.csv",
      `customer_id,date,amount,order_id\na,2026-01-05,10,1\na,2026-01-05,10,1\na,2026-01-05,20,2\nb,2026-01-06,0,3\nb,2026-01-07,-5,3\nc,2026-03-01,7,4\n`,
    );
    const say = async (label: string, ...args: string[]) => said((await regulars(["summary", path, ...args])).out, label);
    expect(await say("Purchases")).toBe("3 (days on which a customer bought)");
    expect(await say("Purchases", "--purchase-by", "order")).toBe("4 (orders)");
    expect(await say("Customers", "--zero-amounts", "ignore")).toBe("2");
    expect(await say("Repeated rows", "--duplicates", "drop")).toBe("1, dropped");
    expect(await say("Refunds", "--refunds", "ignore")).toBe("5.00 in 1 row, ignored");
    expect(await say("Customers", "--as-of", "2026-02-01")).toBe("2");
    expect(await say("Came later", "--as-of", "2026-02-01")).toBe("1 more customer");
    expect(await say("Repeated rows", "--duplicates", "drop", "--as-of", "2026-02-01")).toBe("1, dropped in the whole file");
  });
});

describe("as of a day", () => {
  const path = () =>
    file(
      "as-of.csv",
      "customer,date,amount\na,2026-01-05,20\na,2026-03-05,7\na,2026-03-06,-3\nb,2026-01-07,-5\nb,2026-03-07,50\nc,2026-03-01,9\n,2026-01-01,1\n",
    );

  test("every figure ends at the day, and what lies after is told apart", async () => {
    const { out } = await regulars(["summary", path(), "--as-of", "2026-02-01"]);
    expect(said(out, "Rows")).toBe("7 (2 used, 4 after 2026-02-01, 1 left out, see below)");
    expect(said(out, "Period")).toBe("2026-01-05 to 2026-01-07");
    expect(said(out, "Customers")).toBe("1");
    expect(said(out, "Without a purchase")).toBe("1 more customer, -5.00 in all (refunded entirely, or refunds alone)");
    expect(said(out, "Came later")).toBe("1 more customer");
    expect(said(out, "Revenue")).toBe("20.00 (15.00 with those without a purchase)");
    expect(said(out, "Refunds")).toBe("5.00 in 1 row, taken off the revenue");
    expect((await regulars(["summary", path(), "--as-of", "2026-02-01", "--refunds", "ignore"])).out).toContain(
      "ignored in the whole file",
    );
  });

  test.each(["rfm", "tiers"])("%s says what is not in its table, with the money", async (command) => {
    const { out } = await regulars([command, path(), "--as-of", "2026-02-01"]);
    expect(out).toContain("1 more customer, -5.00 in all (refunded entirely, or refunds alone). The table holds 20.00, all together 15.00");
    expect(out).toContain("After 2026-02-01, and not in the table: 4 rows, 1 new customer");
  });

  test("a day before the first purchase is said to be that", async () => {
    const early = file("early.csv", "customer,date,amount\na,2026-01-05,-2\na,2026-03-05,7\n");
    expect((await regulars(["rfm", early, "--as-of", "2026-02-01"])).err).toContain("no purchase up to 2026-02-01");
  });

  test("customers whose rows were all ignored are told apart", async () => {
    const only = file("only.csv", "customer,date,amount\na,2026-01-05,20\nb,2026-01-07,-5\n");
    expect(said((await regulars(["summary", only, "--refunds", "ignore"])).out, "Ignored rows alone")).toBe("1 more customer");
    expect((await regulars(["rfm", only, "--refunds", "ignore"])).out).toContain("1 more customer whose rows were all ignored");
  });
});

describe("rejected rows", () => {
  test("blank ids and words for a missing one are no customers", async () => {
    const words = ["NULL", "null", "NaN", "nan", "N/A", "#N/A", "None", "undefined", " NULL "];
    const path = file(
      "words.csv",
      `customer,date,amount\n${["a", " ", "\u3000", ...words, "Nullmeier"].map((id) => `${id},2026-01-05,20\n`).join("")}`,
    );
    const { out } = await regulars(["summary", path]);
    expect(said(out, "Customers")).toBe("2");
    expect(out).toContain('  9 rows whose customer id ("customer") is a word for a missing one\n    line 5: "NULL", line 6: "null",');
    expect(out).toContain("  2 rows without a customer id\n    line 3, line 4");
  });

  test("a sum past the largest number is said to be that", async () => {
    const { out } = await regulars(["summary", file("large.csv", "customer,date,amount\na,2026-01-05,1e308\nb,2026-01-05,1e308\n")]);
    expect(out).toContain('1 row whose amount ("amount") is too large to be added up');
    expect(out).not.toContain("not a number");
  });

  test("are counted by reason and stand with the line of the file", async () => {
    const path = file(
      "dirty.csv",
      'id,customer,date,amount\n1,"a\nb",2026-01-05,20\n2,,2026-01-05,20\n\n3,c,soon,20\n4,d,2026-01-05,"12,5x"\n5,e\n6,f,2026-01-05,7,8,9\n7,g,2026-01-06,5\n',
    );
    const { code, out } = await regulars(["summary", path]);
    expect(code).toBe(0);
    expect(out).toContain(`Left out: 5 of 7 rows
  1 row without a customer id
    line 4
  1 row whose date ("date") is not understood; say how it is written with --date-format
    line 6: "soon"
  1 row whose amount ("amount") is not a number
    line 7: "12,5x"
  1 row without a date
    line 8
  1 row with more cells than the 4 columns (an unquoted delimiter in a text?)
    line 9: 6 cells`);
    expect(said(out, "Rows")).toBe("7 (2 used, 5 left out, see below)");
  });

  test("a file of nothing else is an error that shows them", async () => {
    const { code, out, err } = await regulars(["rfm", file("bad.csv", "customer,date,amount\n,2026-01-05,5\nb,x,5\n")]);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain("None of the 2 rows could be used.");
    expect(err).toContain("line 2");
  });
});

describe("ids and names are data", () => {
  test("__proto__ and constructor are customers and columns like any other", async () => {
    const path = file(
      "proto.csv",
      "__proto__,constructor,toString\n__proto__,2026-01-05,20\nconstructor,2026-01-06,5\n=1+1,2026-01-06,5\n",
    );
    const out = file("proto-out.csv");
    const args = ["rfm", path, "--customer-id", "__proto__", "--date", "constructor", "--amount", "toString"];
    expect((await regulars([...args, "--out", out])).code).toBe(0);
    expect(
      readBack(out)
        .split("\r\n")
        .map((line) => line.split(",")[0]),
    ).toEqual(["customer_id", "__proto__", "constructor", "'=1+1", ""]);
  });

  test("of columns with the same name the first is read, and that is said", async () => {
    const { out } = await regulars(["summary", file("twins.csv", "customer,date,amount,date\na,2026-01-05,5,2020-01-01\n")]);
    expect(said(out, "Period")).toBe("2026-01-05 to 2026-01-05");
    expect(out).toContain('There are several columns called "date"');
  });
});

describe("rfm", () => {
  test("CSV and JSON hold the same customers, and saved cut points score them the same", async () => {
    const path = file("many.csv", many(20));
    const [csv, json, again, cuts] = [file("o.csv"), file("o.json"), file("again.json"), file("cuts.json")];
    const first = await regulars(["rfm", path, "--out", json, "--save-cuts", cuts]);
    expect(first.code).toBe(0);
    expect(first.out).toContain("Champions");
    await regulars(["rfm", path, "--out", csv]);
    await regulars(["rfm", path, "--out", again, "--cuts", cuts]);
    const rows = JSON.parse(readBack(json)) as Record<string, string | number>[];
    expect(rows).toHaveLength(20);
    expect(rows[19]).toMatchObject({
      customer_id: "c19",
      frequency: 20,
      monetary: 580,
      r: 5,
      f: 5,
      m: 5,
      score: "555",
      segment: "champions",
    });
    expect(JSON.parse(readBack(again))).toEqual(rows);
    const [header, ...lines] = readBack(csv).trimEnd().split("\r\n");
    expect(lines).toEqual(
      rows.map((row) =>
        header!
          .split(",")
          .map((name) => String(row[name]))
          .join(","),
      ),
    );
  });

  test("bins choose the segments made for them, or scores alone", async () => {
    const path = file("bins.csv", many(20));
    expect((await regulars(["rfm", path, "--bins", "3"])).out).toContain("Inactive");
    expect((await regulars(["rfm", path, "--preset", "klaviyo"])).out).toContain("Inactive");
    expect((await regulars(["rfm", path, "--preset", "classic125", "--method", "natural"])).out).toContain("Lost");
    expect((await regulars(["rfm", path, "--bins", "4", "--method", "count"])).out).toContain("scores alone");
    expect(await regulars(["rfm", path, "--bins", "4", "--preset", "grid"])).toMatchObject({ code: 2 });
    expect(await regulars(["rfm", path, "--bins", "0"])).toMatchObject({ code: 2 });
  });

  test("cut points that are none are refused", async () => {
    const path = file("few.csv", many(3));
    expect(await regulars(["rfm", path, "--cuts", file("none.json")])).toMatchObject({ code: 1 });
    expect((await regulars(["rfm", path, "--cuts", file("no-cuts.json", "{}")])).err).toContain("--save-cuts");
    const saved = file("saved.json");
    await regulars(["rfm", path, "--save-cuts", saved]);
    const cuts = JSON.parse(readBack(saved)) as Record<string, unknown>;
    const [recency, ...few] = cuts.recency as number[];
    for (const [change, message] of [
      [{ schemaVersion: 2 }, "schemaVersion 2; this version of regulars reads 1"],
      [{ schemaVersion: undefined }, "schemaVersion none"],
      [{ recency: few }, "recency must be 4 numbers in non-decreasing order"],
      [{ recency: [...few, recency! - 1] }, "recency must be 4 numbers"],
      [{ monetary: null }, "monetary must be"],
      [{ frequency: [1, 2, "3", 4] }, "frequency must be"],
      [{ bins: null }, "bins must hold"],
      [{ levels: {} }, "levels must hold"],
      [{ nested: "no" }, "nested must be true or false"],
      [{ nested: true }, "frequency must be 4 numbers in non-decreasing order for each recency score"],
    ] as const) {
      const damaged = file("damaged.json", JSON.stringify({ ...cuts, ...change }));
      const { code, err } = await regulars(["rfm", path, "--cuts", damaged]);
      expect(err).toContain(message);
      expect(code).toBe(1);
    }
    expect((await regulars(["rfm", path, "--cuts", file("text.json", "3")])).err).toContain("does not hold cut points");
  });
});

describe("tiers", () => {
  const path = () => file("tiers.csv", many(20));

  test("by customers, value, thresholds and profit", async () => {
    expect((await regulars(["tiers", path()])).out).toMatch(/^small +16 +80\.0 %/m);
    expect((await regulars(["tiers", path(), "--by", "value"])).out).toMatch(/^a +/m);
    expect((await regulars(["tiers", path(), "--shares", "vip=0.05,rest=0.95"])).out).toMatch(/^vip +1 +5\.0 %/m);
    const thresholds = await regulars(["tiers", path(), "--by", "threshold", "--shares", "gold=500,basic"]);
    expect(thresholds.out).toMatch(/^gold +2 .* 500\.00$/m);
    expect((await regulars(["tiers", path(), "--by", "profit", "--margin", "0.3"])).out).toMatch(/^platinum/m);
  });

  test("a column of costs makes profits, refused days and later days left out", async () => {
    const orders = "customer,date,amount,cost\na,2026-01-05,100,10\nb,2026-01-05,100,120\nb,2026-03-05,1000,1\nc,2026-01-05,50,\n";
    const out = file("profit.json");
    const args = ["tiers", file("costs.csv", orders), "--by", "profit", "--as-of", "2026-02-01", "--out", out];
    expect((await regulars(args)).out).toMatch(/^lead +1 +33\.3 %/m);
    const rows = JSON.parse(readBack(out)) as { customer_id: string; profit: number }[];
    expect(rows.map(({ customer_id, profit }) => [customer_id, profit])).toEqual([
      ["a", 90],
      ["b", -20],
      ["c", 50],
    ]);
  });

  test.each([
    [["--by", "profit"], "--margin 0.3"],
    [["--by", "threshold"], "gold=500"],
    [["--shares", "vip=0.5,rest=0.6"], "sum to 1"],
    [["--shares", "vip"], "is written as"],
    [["--shares", "a=.5,a=.5"], "a is named twice"],
    [["--by", "profit", "--margin", "30"], "--margin"],
  ])("%j is wrong usage that says what to write", async (args, message) => {
    const { code, err } = await regulars(["tiers", path(), ...args]);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

describe("demo", () => {
  test("without a file shows a simulated shop, the same each time", async () => {
    const { code, out } = await regulars(["demo"]);
    expect(code).toBe(0);
    for (const text of ["2,000 customers", "Champions", "top ", "regulars rfm orders.csv --out segments.csv"]) expect(out).toContain(text);
    expect((await regulars(["demo"])).out).toBe(out);
  });

  test("with a file shows all of it", async () => {
    const { out } = await regulars(["demo", file("my orders.csv", many(20))]);
    for (const text of ["Columns ", "Concentration", "Champions", "small "]) expect(out).toContain(text);
    expect(out).toMatch(/regulars rfm ".*my orders\.csv" --out/);
  });
});

describe("mistakes", () => {
  test.each([
    [["rfm", "nowhere.csv"], 1, "There is no file nowhere.csv"],
    [["rfm", "."], 1, "is a folder"],
    [["rfm"], 2, "Which file?"],
    [[], 2, "Say what to do"],
    [["rmf", "x.csv"], 2, 'There is no command "rmf"'],
    [["rfm", "a.csv", "b.csv"], 2, "One file at a time"],
    [["rfm", "a.csv", "--colour"], 2, "--help"],
    [["rfm", "a.csv", "--refunds", "maybe"], 2, "--refunds is net or ignore or separate"],
    [["rfm", "a.csv", "--margin", "0.3"], 2, "belongs to: tiers"],
    [["rfm", "a.csv", "--as-of", "yesterday"], 2, "--as-of"],
    [["rfm", "a.csv", "--as-of", "2026-02-30"], 2, "--as-of"],
    [["rfm", "a.csv", "--delimiter", "ab"], 2, "--delimiter"],
    [["rfm", "a.csv", "--decimal", ";"], 2, "--decimal"],
    [["rfm", "a.csv", "--encoding", "ebcdic"], 2, "--encoding"],
    [["rfm", "a.csv", "--out", "x.xlsx"], 2, ".csv or .json"],
    [["rfm", "a.csv", "--out", "a.csv"], 2, "overwrite"],
    [["rfm", "a.csv", "--cuts", "c.json", "--bins", "3"], 2, "leave --bins and --method out"],
    [["rfm", "a.csv", "--cuts", "c.json", "--method", "quantile"], 2, "leave --bins and --method out"],
    [["rfm", "a.csv", "--rate", "EUR"], 2, '--rate is written as "EUR=1.08"'],
    [["rfm", "a.csv", "--rate", "EUR=0"], 2, '--rate is written as "EUR=1.08"'],
    [["rfm", "a.csv", "--rate", "EUR=1", "--rate", "eur=2"], 2, "EUR is named twice"],
    [["rfm", "a.csv", "--amount", "x", "--unit-price", "y"], 2, "not both"],
  ])("%j", async (args, code, message) => {
    const ran = await regulars(args);
    expect(ran.err).toContain(message);
    expect([ran.code, ran.out]).toEqual([code, ""]);
  });

  test.each([
    ["empty", "", "is empty"],
    ["blank lines alone", "\n\n  \n", "is empty"],
    ["a header alone", "customer,date,amount\n", "no orders"],
    ["no customer column", "x,date,amount\n1,2026-01-01,5\n", "--customer-id"],
    ["two currencies in a column that says so", "customer,date,amount,Währung\na,2026-01-01,5,EUR\nb,2026-01-01,5,USD\n", "--rate EUR=1"],
    ["refunds alone", "customer,date,amount\na,2026-01-01,-5\n", "no purchase"],
    ["a quote that never closes", 'customer,date,amount\na,"2026-01-01,5\n', "Line 2 opens a quote"],
    ["two currencies", "customer,date,amount,cur\na,2026-01-01,5,EUR\nb,2026-01-01,5,USD\n", "EUR, USD"],
    ["an archive", "PK\u0003\u0004", "zip archive or an Excel workbook"],
    ["half a gzip", gzipSync(ORDERS).subarray(0, 40), "gzip, but broken"],
  ])("a file with %s", async (_, content, message) => {
    const args = ["summary", file("mistake.csv", content), ...(message.includes("EUR, USD") ? ["--currency", "cur"] : [])];
    const { code, out, err } = await regulars(args);
    expect(err).toContain(message);
    expect([code, out]).toEqual([1, ""]);
  });

  test("an unknown column lists the columns there are; an unknown zone is wrong usage; an early day says where the file begins", async () => {
    const path = file("columns.csv", ORDERS);
    expect((await regulars(["rfm", path, "--date", "when"])).err).toContain(
      'The columns of the file are: "customer_id", "date", "amount".',
    );
    expect(await regulars(["rfm", path, "--purchase-by", "order"])).toMatchObject({
      code: 1,
      err: expect.stringContaining(
        'No column was recognised as the order. Name it: --order-id "…". The columns of the file are: "customer_id"',
      ),
    });
    expect(await regulars(["rfm", path, "--time-zone", "Mars/Olympus"])).toMatchObject({ code: 2 });
    expect((await regulars(["rfm", path, "--as-of", "2020-01-01"])).err).toContain("the file begins on 2026-01-05");
  });
});

describe("the program", () => {
  const main = resolve(import.meta.dirname, "../../src/cli/main.ts");
  const tsx = resolve(import.meta.dirname, "../../node_modules/.bin/tsx");
  const start = (...args: string[]) => spawnSync(tsx, [main, ...args], { encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } });

  test("exit codes are 0, 1 and 2, and a mistake has no stack", () => {
    expect(start("summary", file("program.csv", ORDERS)).status).toBe(0);
    const missing = start("rfm", "nowhere.csv");
    expect([missing.status, missing.stdout]).toEqual([1, ""]);
    expect(missing.stderr).toBe("regulars: There is no file nowhere.csv. Check the name, and the folder you are in.\n");
    expect(start("--nonsense").status).toBe(2);
  });

  test("--help and --version", async () => {
    expect((await regulars(["--help"])).out).toContain("--date-format");
    expect((await regulars(["--help"])).out).toContain("--rate EUR=1.08");
    expect((await regulars(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test("a reader that closes the pipe early is no error", () => {
    const path = file("pipe.csv", many(30));
    expect(execFileSync("sh", ["-c", `"${tsx}" "${main}" demo "${path}" | head -1`], { encoding: "utf8" })).toContain("Columns");
  });
});

test("progress is shown on a terminal alone", async () => {
  const path = file("long.csv", many(1200));
  expect((await regulars(["summary", path], "", true)).err).toContain("Reading");
  expect((await regulars(["summary", path])).err).toBe("");
});

describeShared("real files, without any preparation", () => {
  test("online_retail: 135,080 rows have no customer; 4,335 of 4,372 customers have a purchase", async () => {
    const { code, out } = await regulars(["rfm", sharedPath("data/online_retail.csv.gz")]);
    expect(code).toBe(0);
    expect(out).toContain("Left out: 135,080 of 541,909 rows\n  135,080 rows without a customer id\n    line 624, line 1,445,");
    expect(out).toContain(
      "37 more customers, -10,862.66 in all (refunded entirely, or refunds alone). The table holds 8,310,928.47, all together 8,300,065.81",
    );
    const customers = [...out.matchAll(/^[A-Z].*? {2,}([\d,]+) +[\d.]+ %/gm)].reduce(
      (sum, [, count]) => sum + Number(count!.replace(",", "")),
      0,
    );
    expect(customers).toBe(4335);
    const tiers = await regulars(["tiers", sharedPath("data/online_retail.csv.gz")]);
    expect(tiers.out).toMatch(/^top +43 +1\.0 % +2,466,206 +29\.7 %/m);
  });

  test("cdnow_sample: 2,357 customers, 6,696 purchases", async () => {
    const { out } = await regulars(["summary", sharedPath("data/cdnow_sample.csv")]);
    expect(said(out, "Customers")).toBe("2,357");
    expect(said(out, "Purchases")).toMatch(/^6,696 /);
    expect(said(out, "Revenue")).toBe("244,092");
  });

  test("rfm_orders: 995 customers to 2006-12-30", async () => {
    const { out } = await regulars(["summary", sharedPath("data/rfm_orders.csv")]);
    expect(said(out, "Customers")).toBe("995");
    expect(said(out, "As of")).toMatch(/^2006-12-31,/);
  });
});
