"""The same stages in pandas or DuckDB on the columns that run.ts wrote: prints the seconds of each as JSON."""
import json
import sys
import time

import numpy as np

name, folder, size = sys.argv[1], sys.argv[2], sys.argv[3]
ids = np.fromfile(f"{folder}/customerId.{size}", dtype=np.int32)
days = np.fromfile(f"{folder}/date.{size}", dtype=np.int32)
money = np.fromfile(f"{folder}/amount.{size}", dtype=np.float64)
as_of = int(np.datetime64("2025-12-31").astype("datetime64[D]").astype(int))
seconds = {}


def timed(stage, work):
    """The median of a few runs, as run.ts takes it; the first loads what pandas loads late."""
    runs = []
    for _ in range(15 if len(ids) <= 10_000 else 9 if len(ids) <= 100_000 else 3):
        start = time.perf_counter()
        result = work()
        runs.append(time.perf_counter() - start)
    seconds[stage] = sorted(runs)[len(runs) // 2]
    return result


def daily(frame):
    frame["gross"] = frame.money.abs()
    frame["refunded"] = (-frame.money).clip(lower=0)
    return frame.groupby(["id", "day"], sort=True)[["money", "gross", "refunded"]].sum().reset_index()


def pandas_stages():
    import pandas as pd

    def ledger():
        return daily(pd.DataFrame({"id": ids, "day": days, "money": money}))

    def segments(rows):
        totals = rows.groupby("id")["money"].sum()
        bought = rows[rows.money > 0].groupby("id")["day"].agg(["count", "max"])
        bought["money"] = totals
        table = pd.DataFrame({"r": as_of - bought["max"], "f": bought["count"], "m": bought["money"]})
        score = lambda column: np.searchsorted(np.quantile(column, [0.2, 0.4, 0.6, 0.8]), column, side="right")
        table["R"], table["F"], table["M"] = 5 - score(table.r), 1 + score(table.f), 1 + score(table.m)
        return table.groupby(["R", "F"]).agg(customers=("m", "size"), revenue=("m", "sum"), recency=("r", "mean"))

    def histories(rows):
        bought = rows[rows.money > 0]
        grouped = bought.groupby("id")
        result = grouped["day"].agg(["min", "max", "count"])
        first = bought.drop_duplicates("id").set_index("id")["money"]
        result["x"] = result["count"] - 1
        result["t_x"] = result["max"] - result["min"]
        result["T"] = as_of - result["min"]
        result["z"] = (grouped["money"].sum() - first) / result["x"].where(result["x"] > 0)
        return result

    rows = timed("columns → ledger", ledger)
    timed("ledger → segments", lambda: segments(rows))
    timed("ledger → histories", lambda: histories(rows))


def pandas_records():
    import pandas as pd

    texts = np.datetime_as_string(days.astype("datetime64[D]")).tolist()
    records = [{"id": i, "day": d, "money": a} for i, d, a in zip(ids.tolist(), texts, money.tolist())]

    def from_records():
        frame = pd.DataFrame(records)
        frame["day"] = pd.to_datetime(frame["day"], format="ISO8601")
        return daily(frame)

    timed("rows → ledger", from_records)


def duckdb_stages():
    import duckdb
    import pandas as pd

    base = duckdb.connect()
    base.execute("SET threads TO 1")
    frame = pd.DataFrame({"id": ids, "day": days, "money": money})
    base.register("frame", frame)
    base.execute("CREATE TABLE lines AS SELECT * FROM frame")
    timed("columns → ledger", lambda: base.execute("CREATE OR REPLACE TABLE rows AS SELECT id, day, sum(money) AS money, sum(abs(money)) AS gross, sum(greatest(-money, 0)) AS refunded FROM lines GROUP BY id, day ORDER BY id, day"))
    timed(
        "ledger → segments",
        lambda: base.execute(
            f"""
            WITH c AS (SELECT id, {as_of} - max(day) FILTER (money > 0) AS r, count(*) FILTER (money > 0) AS f, sum(money) AS m FROM rows GROUP BY id HAVING f > 0),
                 q AS (SELECT quantile_cont(r, [.2,.4,.6,.8]) AS qr, quantile_cont(f, [.2,.4,.6,.8]) AS qf, quantile_cont(m, [.2,.4,.6,.8]) AS qm FROM c),
                 s AS (SELECT c.*, 5 - len(list_filter(qr, lambda x: x <= r)) AS rs, 1 + len(list_filter(qf, lambda x: x <= f)) AS fs, 1 + len(list_filter(qm, lambda x: x <= m)) AS ms FROM c, q)
            SELECT rs, fs, count(*), sum(m), avg(r) FROM s GROUP BY rs, fs"""
        ).fetchall(),
    )
    timed(
        "ledger → histories",
        lambda: base.execute(
            f"CREATE OR REPLACE TABLE h AS SELECT id, count(*) - 1 AS x, max(day) - min(day) AS t_x, {as_of} - min(day) AS t, (sum(money) - arg_min(money, day)) / nullif(count(*) - 1, 0) AS z FROM rows WHERE money > 0 GROUP BY id"
        ),
    )


{"pandas": pandas_stages, "pandas-records": pandas_records, "duckdb": duckdb_stages}[name]()
print(json.dumps(seconds))
