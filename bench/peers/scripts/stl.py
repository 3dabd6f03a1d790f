import numpy
import statsmodels
from statsmodels.tsa.seasonal import STL

from common import column, measure, variant

values = column("values")
# The windows of R's stl for period 52 and seasonal window 13, and a tenth of each as jumps; R's seasonal degree is 0.
jumps = {"seasonal_jump": 2, "trend_jump": 9, "low_pass_jump": 6} if variant == "jumps" else {}


def parts():
    fit = STL(values, period=52, seasonal=13, trend=89, low_pass=53, seasonal_deg=0, trend_deg=1, low_pass_deg=1, **jumps).fit(inner_iter=2, outer_iter=0)
    return numpy.concatenate([fit.seasonal, fit.trend])


measure(parts, "statsmodels " + statsmodels.__version__)
