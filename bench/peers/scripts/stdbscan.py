import numpy
import sklearn
from scipy.sparse import csr_matrix
from scipy.spatial import cKDTree
from sklearn.cluster import DBSCAN

from common import column, measure

events = numpy.column_stack([column("x"), column("y")])
day = column("day")


def clusters():
    pairs = cKDTree(events).query_pairs(200, output_type="ndarray")
    pairs = pairs[numpy.abs(day[pairs[:, 0]] - day[pairs[:, 1]]) <= 14]
    one, other = numpy.concatenate([pairs[:, 0], pairs[:, 1]]), numpy.concatenate([pairs[:, 1], pairs[:, 0]])
    graph = csr_matrix((numpy.ones(len(one), dtype=numpy.float32), (one, other)), shape=(len(events), len(events)))
    # A distance of half a unit for each listed pair; an event is its own neighbour without being listed.
    graph.data[:] = 0.5
    graph.setdiag(0)
    return DBSCAN(eps=1, min_samples=10, metric="precomputed", n_jobs=2).fit(graph).labels_ + 1


measure(clusters, "scikit-learn " + sklearn.__version__)
