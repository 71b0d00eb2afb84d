import { describe, expect, test } from "vitest";
import { guessColumn, namedColumn, type Role, resolveColumns } from "../../src/cli/columns.js";

/** The header's own names of what was found. */
function found(header: readonly string[], named: Partial<Record<Role, string>> = {}, wanted: readonly Role[] = []) {
  return Object.fromEntries(Object.entries(resolveColumns(header, named, wanted)).map(([role, at]) => [role, header[at]]));
}

describe("columns are guessed by the names that shops use", () => {
  test.each([
    ["InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country", "CustomerID,InvoiceDate,,UnitPrice,Quantity"],
    ["customer_id,date,amount", "customer_id,date,amount"],
    ["Customer ID,Order Date,Total", "Customer ID,Order Date,Total"],
    ["Name,Email,Created at,Total,Lineitem quantity,Lineitem price", "Email,Created at,Total"],
    ["email,order_date,price,qty", "email,order_date,,price,qty"],
    ["Name,会员id,day,price", "会员id,day,price"],
    ["Name,day,price", "Name,day,price"],
    ["client,day,price", "client,day,price"],
    ["Kundennummer;Bestelldatum;Betrag".replaceAll(";", ","), "Kundennummer,Bestelldatum,Betrag"],
    ["numéro client,date commande,montant", "numéro client,date commande,montant"],
    ["cliente,fecha,importe", "cliente,fecha,importe"],
    ["会员编号,下单时间,实付金额", "会员编号,下单时间,实付金额"],
    ["买家会员名,订单付款时间,单价,数量", "买家会员名,订单付款时间,,单价,数量"],
    ["__proto__,constructor,user_id,timestamp,revenue", "user_id,timestamp,revenue"],
  ])("%s", (header, expected) => {
    const { customerId, date, amount, unitPrice, quantity } = found(header.split(","));
    expect([customerId, date, amount ?? "", unitPrice, quantity].filter((name) => name !== undefined).join(",")).toBe(expected);
  });

  test("optional columns are guessed only where they are wanted", () => {
    const header = ["customer_id", "date", "amount", "order_id"];
    expect(found(header).orderId).toBeUndefined();
    expect(found(header, {}, ["orderId"]).orderId).toBe("order_id");
    expect(guessColumn(["a", "b"], "orderId")).toBeUndefined();
  });

  test("names that are given win, exactly or but for case and signs", () => {
    expect(found(["customer_id", "Buyer", "date", "amount"], { customerId: "Buyer" }).customerId).toBe("Buyer");
    expect(namedColumn(["Customer ID"], "customer_id", "--customer-id")).toBe(0);
    expect(namedColumn(["__proto__"], "__proto__", "--customer-id")).toBe(0);
    expect(() => namedColumn(["a", "b"], "c", "--date")).toThrow('There is no column "c" (--date). The columns of the file are: "a", "b".');
  });

  test("what is not found is asked for, with the columns there are", () => {
    expect(() => found(["x", "date", "amount"])).toThrow(/--customer-id "…".*"x", "date", "amount"/);
    expect(() => found(["customer", "x", "amount"])).toThrow(/--date "…"/);
    expect(() => found(["customer", "date", "x"])).toThrow(/--amount "…", or --unit-price "…" --quantity "…"/);
    expect(() => found(["customer", "date", "x"], { unitPrice: "x" })).toThrow(/--quantity/);
  });
});
