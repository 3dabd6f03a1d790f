import numpy
import sklearn
from sklearn.cluster import DBSCAN

from common import column, measure

events = numpy.column_stack([column("x"), column("y")])
measure(lambda: DBSCAN(eps=100, min_samples=10, n_jobs=2).fit(events).labels_ + 1, "scikit-learn " + sklearn.__version__)
