// What the door does with a real export: missing ids, refunds, free items, repeated lines, a bad date.
import { rfm, toLedger } from "regulars";

const rows = [
  { customer: "17850", when: "2011-12-01 08:26", total: 15.3 },
  { customer: "17850", when: "2011-12-01 08:26", total: 15.3 },
  { customer: "17850", when: "2011-12-01 17:40", total: -15.3 },
  { customer: "", when: "2011-12-02 09:00", total: 4.25 },
  { customer: "13047", when: "02/12/2011", total: 30 },
  { customer: "13047", when: "2011-12-03T23:30:00Z", total: 0 },
];

const ledger = toLedger(rows, {
  columns: { customerId: (row) => row.customer, date: (row) => row.when, amount: (row) => row.total },
  timeZone: "Europe/Paris",
  duplicates: "drop",
  onInvalid: "collect",
});

const { report } = ledger;
console.log(`${report.rowsRead} rows: ${report.rowsKept} kept, ${report.rowsIgnored} dropped as copies, ${report.rowsRejected} rejected`);
for (const { row, field, received } of report.rejected) console.log(`row ${row}: ${field} was ${JSON.stringify(received)}`);
console.log(`${report.customers} customers, ${report.customersWithoutPurchase} without a purchase left`);
for (const { customerId, lastPurchase, monetary } of rfm(ledger, { asOf: "2011-12-10" })) console.log(customerId, lastPurchase, monetary);

/* prints
6 rows: 3 kept, 1 dropped as copies, 2 rejected
row 3: customerId was ""
row 4: date was "02/12/2011"
2 customers, 1 without a purchase left
13047 2011-12-04 0
*/
