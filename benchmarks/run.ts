// All benchmarks, or those that are named: npm run bench -- [stages] [clv] [clusters] [options].
const PARTS = ["stages", "clv", "clusters"];
const named = PARTS.filter((part) => process.argv.includes(part));
for (const part of named.length > 0 ? named : PARTS) await import(`./${part}.js`);
