import numpy
import sklearn
from sklearn.neighbors import KernelDensity

from common import column, measure

events = numpy.column_stack([column("x"), column("y")])
middles = (numpy.arange(5, 800, 10) + 0.5) * 50
x, y = numpy.meshgrid(middles, middles)
cells = numpy.column_stack([x.ravel(), y.ravel()])


# The tree is built too: it belongs to the computation, as our sorting of the events does.
def density():
    estimate = KernelDensity(bandwidth=300, kernel="gaussian", rtol=1e-3).fit(events)
    return numpy.exp(estimate.score_samples(cells)) * len(events)


measure(density, "scikit-learn " + sklearn.__version__)
