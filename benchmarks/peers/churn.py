"""scikit-learn's random forest on the rows that churn.ts wrote, one thread: prints seconds of processor, memory and AUC as JSON."""
import json
import resource
import sys
import time

import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import roc_auc_score

folder, size = sys.argv[1], sys.argv[2]


def read(name):
    x = np.fromfile(f"{folder}/churn-x.{name}", dtype=np.float64)
    y = np.fromfile(f"{folder}/churn-y.{name}", dtype=np.uint8)
    return x.reshape(len(y), -1), y


def cpu(work):
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


x, y = read("test")
RandomForestClassifier(n_estimators=10, min_samples_leaf=5, n_jobs=1).fit(x[:500], y[:500])
training = read(size)
forest = RandomForestClassifier(
    n_estimators=100, min_samples_leaf=5, max_features="sqrt", bootstrap=True, oob_score=True, n_jobs=1, random_state=1
)
train, _ = cpu(lambda: forest.fit(*training))
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
auc = roc_auc_score(y, forest.predict_proba(x)[:, 1])
million = read("million")[0]
score, _ = cpu(lambda: forest.predict_proba(million))
print(json.dumps({"train": train, "score": score, "memory": memory, "auc": auc}))
