"""The work of `regulars rfm online_retail.csv` in pandas: read, drop rows without an id, net by customer-day, score, segment.

Usage: python3 rfm_online_retail.py online_retail.csv[.gz] [all]

Only the four columns that are needed are read, which is pandas at its best; "all" reads every column, as most scripts do.
"""

import sys

import pandas as pd

SEGMENTS = [
    ("Champions", "5", "45"), ("Loyal", "34", "45"), ("Potential loyalist", "45", "23"), ("New", "5", "1"),
    ("Promising", "4", "1"), ("Needs attention", "3", "3"), ("About to sleep", "3", "12"), ("At risk", "12", "34"),
    ("Can't lose", "12", "5"), ("Hibernating", "12", "12"),
]
NAMES = {r + f: name for name, rs, fs in SEGMENTS for r in rs for f in fs}

needed = None if sys.argv[2:] == ["all"] else ["CustomerID", "InvoiceDate", "Quantity", "UnitPrice"]
orders = pd.read_csv(sys.argv[1], usecols=needed, parse_dates=["InvoiceDate"])
read = len(orders)
missing = orders["CustomerID"].isna()
orders = orders[~missing]
orders = orders.assign(amount=orders["Quantity"] * orders["UnitPrice"], day=orders["InvoiceDate"].dt.floor("D"))
as_of = orders["day"].max() + pd.Timedelta(days=1)

days = orders.groupby(["CustomerID", "day"], as_index=False)["amount"].agg(amount="sum", lowest="min")
bought = days[(days["amount"] > 1e-9) | ((days["amount"] > -1e-9) & (days["lowest"] >= 0))]  # free items count, refunded days do not
money = days.groupby("CustomerID")["amount"].sum()
customers = bought.groupby("CustomerID").agg(last=("day", "max"), frequency=("day", "size"))
customers["recency"] = (as_of - customers["last"]).dt.days
customers["monetary"] = money


def score(column: str) -> pd.Series:
    values = customers[column]
    cuts = values.quantile([0.2, 0.4, 0.6, 0.8]).to_numpy()
    cuts = cuts.clip(min=values[values > values.min()].min())  # a cut that is not above the lowest value separates nobody
    return pd.Series(cuts.searchsorted(values, side="right"), index=customers.index)


customers["r"] = 5 - score("recency")
customers["f"] = 1 + score("frequency")
customers["m"] = 1 + score("monetary")
customers["segment"] = (customers["r"].astype(str) + customers["f"].astype(str)).map(NAMES)

table = customers.groupby("segment").agg(customers=("monetary", "size"), revenue=("monetary", "sum"))
table["share"] = table["customers"] / table["customers"].sum()
table["share of revenue"] = table["revenue"] / table["revenue"].sum()
print(table.loc[[name for name, _, _ in SEGMENTS]].to_string())
print(f"{missing.sum():,} of {read:,} rows without a customer id")
