"""Writes moments.json. Numbers of refs/optimizer/covariance_shrinkage.json (authors' own code
covShrinkage for cov1Para and covCor with divisor N - 1, scikit-learn for Ledoit-Wolf with divisor
N) on its two synthetic return sets, with numpy's sample covariance and explicitly weighted sums
for the exponentially weighted estimates. Run: python3 moments.py <shared folder> (needs numpy).
"""
import json
import sys
import numpy as np

refs = json.load(open(sys.argv[1] + '/refs/optimizer/covariance_shrinkage.json'))
sets = []
for s in refs['sets']:
    x = np.array(s['returns'])
    t = len(x)
    lam = 0.94
    w = (1 - lam) * lam ** np.arange(t - 1, -1, -1)
    first = w.copy()
    first[0] = lam ** (t - 1)
    normalised = w / w.sum()
    half = 0.5 ** (np.arange(t - 1, -1, -1) / 10)
    half /= half.sum()
    est = s['est']
    sets.append({
        'name': s['name'], 'returns': s['returns'],
        'mean': x.mean(0).tolist(),
        'sampleCovariance': np.cov(x.T).tolist(),
        'populationCovariance': np.cov(x.T, ddof=0).tolist(),
        'ewmaFirstObservation': np.einsum('t,ti,tj->ij', first, x, x).tolist(),
        'ewmaNormalised': np.einsum('t,ti,tj->ij', normalised, x, x).tolist(),
        'ewmaHalfLife10Normalised': np.einsum('t,ti,tj->ij', half, x, x).tolist(),
        'ewmaMeanNormalised': (normalised @ x).tolist(),
        'ewmaMeanFirstObservation': (first @ x).tolist(),
        'effectiveNormalised': float(1 / (normalised ** 2).sum()),
        'effectiveFirst': float(1 / (first ** 2).sum()),
        'cov1Para': est['cov1Para'], 'covCor': est['covCor'],
        'sklearnShrinkage': est['sklearn_ledoit_wolf']['shrinkage'],
        'sklearnLedoitWolf': est['sklearn_ledoit_wolf']['cov'],
    })
out = {'source': ' '.join(__doc__.split()), 'sets': sets, 'tiny': refs['tiny_cases']['cases']}
with open('moments.json', 'w') as file:
    json.dump(out, file)
