"""One cell of clv.ts in lifetimes, in a process of its own: prints seconds of CPU, bytes and parameters as JSON.

Usage: python3 clv.py fit|score FOLDER SET MODEL [grouped | PARAMS]

Everything is lifetimes' default (penalizer_coef 0, its own tolerance and start). "grouped" sums equal rows first, as a user of `weights` does.
"""

import json
import platform
import resource
import sys
import time
import warnings

import lifetimes
import numpy as np
import pandas as pd
import scipy

warnings.simplefilter("ignore")
np.seterr(all="ignore")
np.random.seed(1)  # ParetoNBDFitter starts at a random point

MOST_CALLS, ENOUGH_SECONDS, HORIZON = 5, 3, 365
FITTERS = {
    "bg-nbd": lifetimes.BetaGeoFitter,
    "pareto-nbd": lifetimes.ParetoNBDFitter,
    "mbg-nbd": lifetimes.ModifiedBetaGeoFitter,
    "gamma-gamma": lifetimes.GammaGammaFitter,
}
task, folder, name, model, last = (sys.argv[1:] + [""])[:5]
x, tx, T, z = np.fromfile(f"{folder}/{name}.customers").reshape(4, -1)


def peak():
    """Peak resident bytes of this process alone: what getrusage gives may be the parent's."""
    try:
        with open("/proc/self/status") as status:
            return 1024 * next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    except OSError:
        return 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def measured(work):
    figures = {"cold": 0, "warm": [], "peak": 0, "loaded": peak()}

    def call():
        start = time.process_time()
        work()
        return time.process_time() - start

    try:
        figures["cold"] = spent = call()
        figures["peak"] = peak()
        while len(figures["warm"]) < MOST_CALLS and spent < ENOUGH_SECONDS:
            figures["warm"].append(call())
            spent += figures["warm"][-1]
    except Exception as error:  # such as ConvergenceError
        figures["error"] = type(error).__name__
    return figures


fitter = FITTERS[model]()
if task == "fit":
    columns = [x, tx, T]
    if model == "gamma-gamma":
        bought = (x > 0) & (z > 0)
        columns = [x[bought], z[bought]]

    def work():
        if last == "grouped":
            names = [str(i) for i in range(len(columns))]
            rows = pd.DataFrame(dict(zip(names, columns))).groupby(names).size().reset_index(name="weights")
            fitter.fit(*(rows[each].to_numpy() for each in names), weights=rows["weights"].to_numpy())
        else:
            fitter.fit(*columns)

    figures = measured(work)
    if "error" not in figures:
        figures["params"] = dict(fitter.params_)
else:
    fitter.params_ = pd.Series(json.loads(last))
    scores = np.empty((2, len(x)))

    def work():
        scores[0] = fitter.conditional_probability_alive(x, tx, T)
        scores[1] = fitter.conditional_expected_number_of_purchases_up_to_time(HORIZON, x, tx, T)

    figures = measured(work)
    scores.tofile(f"{folder}/lifetimes.{model}.scores")

versions = {"lifetimes": lifetimes, "NumPy": np, "SciPy": scipy, "pandas": pd}
figures["versions"] = ", ".join([f"{each} {module.__version__}" for each, module in versions.items()] + [f"Python {platform.python_version()}"])
print(json.dumps(figures))
