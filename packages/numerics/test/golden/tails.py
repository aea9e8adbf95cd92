"""Writes tails.json. Sample and tail measures of refs/risk/var-es.json (scipy formulas, its own
`about` field); quantiles of a seeded sample by the nine methods of numpy.quantile. Historical
measures of golden/risk.json need market data and stay there. Run: python3 tails.py <shared folder>.
"""
import json
import sys
import numpy as np

refs = json.load(open(sys.argv[1] + '/refs/risk/var-es.json'))
methods = ['inverted_cdf', 'averaged_inverted_cdf', 'closest_observation',
           'interpolated_inverted_cdf', 'hazen', 'weibull', 'linear', 'median_unbiased',
           'normal_unbiased']
rng = np.random.default_rng(7)
cases = []
for n in (1, 2, 9, 20):
    x = np.round(rng.normal(size=n), 3)
    for p in (0, .01, .05, .1, .25, 1 / 3, .5, .77, .95, 1):
        cases.append({'values': x.tolist(), 'p': p,
                      'quantiles': [float(np.quantile(x, p, method=m)) for m in methods]})
out = {'source': ' '.join(__doc__.split()), 'returns': refs['sample_returns'],
       'tails': refs['historical_and_parametric'], 'quantiles': cases}
json.dump(out, open('tails.json', 'w'))
