"""scikit-learn's KMeans on the points of benchmarks/clusters.ts: the folder, points, clusters, iterations, tolerance. Prints processor seconds and inertia."""

import json
import sys
import time
import warnings

import numpy as np
from sklearn.cluster import KMeans

folder, n, k, iterations, tolerance = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), float(sys.argv[5])
warnings.filterwarnings("ignore")
points = np.fromfile(f"{folder}/clusters.{n}").reshape(n, 3)
KMeans(k, init=points[:k].copy(), n_init=1, max_iter=2, tol=0).fit(points)
# scikit-learn multiplies its tolerance by the mean variance
scaled = tolerance / points.var(axis=0).mean()
start = time.process_time()
model = KMeans(k, init=points[:k].copy(), n_init=1, max_iter=iterations, tol=scaled).fit(points)
print(json.dumps({"seconds": time.process_time() - start, "inertia": model.inertia_}))
