"""Writes distributions.json: reference values by mpmath 1.3 at 50 digits, rounded to doubles.

Independent of the package: mpmath evaluates erfc, betainc and gammainc by its own hypergeometric
series with automatic working precision; quantiles are bisections of those. Arguments are drawn by
a fixed seed. Run: python3 distributions.py (needs mpmath).
"""
import json
import random
from mpmath import (mp, mpf, ncdf, npdf, log, log1p, exp, sqrt, pi, loggamma, digamma, betainc,
                    gammainc, erfinv, findroot, binomial, inf)

mp.dps = 50
random.seed(20240817)
R = random.random
half = mpf(1) / 2


def keep(rows):
    return [[list(map(float, args)), float(value)] for args, value in rows
            if 1e-290 < abs(value) < 1e290]


def bisect(upper_tail, p):
    lo, hi = mpf(-30), mpf(700)
    for _ in range(200):
        mid = (lo + hi) / 2
        if upper_tail(exp(mid)) > p:
            lo = mid
        else:
            hi = mid
    return exp(lo)


def normal_quantile(p):
    p = mpf(p)
    if p > mpf('0.25'):
        return sqrt(2) * erfinv(2 * p - 1)
    z = sqrt(-2 * log(p))
    return findroot(lambda x: log(ncdf(x)) - log(p), -z + log(z) / z)


def t_upper(t, n):
    t, n = mpf(t), mpf(n)
    return betainc(n / 2, half, 0, n / (n + t * t), regularized=True) / 2


def t_pdf(t, n):
    t, n = mpf(t), mpf(n)
    return exp(loggamma((n + 1) / 2) - loggamma(n / 2) - log(n * pi) / 2
               - (n + 1) / 2 * log1p(t * t / n))


out = {'source': 'mpmath 1.3.0, 50 digits; generator distributions.py beside this file. '
                 'Each entry is [arguments, value].'}
xs = [-37.5 * R() for _ in range(20)] + [-3 * R() for _ in range(20)] + [8 * R() for _ in range(8)]
out['normalCdf'] = keep([[x], ncdf(mpf(x))] for x in xs)
out['normalPdf'] = keep([[x], npdf(mpf(x))] for x in xs)
out['normalLogCdf'] = keep([[x], log(ncdf(mpf(x)))] for x in xs)
ps = [10 ** (-300 * R()) for _ in range(20)] + [0.75 * R() for _ in range(20)] + [0.5 + 1e-8 * (R() - .5)]
out['normalQuantile'] = keep([[p], normal_quantile(p)] for p in ps)
xs = [10 ** (-6 + 12 * R()) for _ in range(20)] + [3 * R() for _ in range(20)]
xs += [1 + 1e-6 * (R() - .5) for _ in range(3)] + [2 + 1e-6 * (R() - .5) for _ in range(3)]
out['logGamma'] = keep([[x], loggamma(mpf(x))] for x in xs)
out['digamma'] = keep([[x], digamma(mpf(x))] for x in xs)
pairs = [(-10 ** (-3 + 4.5 * R()), 10 ** (-1 + 4 * R())) for _ in range(40)]
pairs += [(-t, n) for n in (1, 2, 4, 1e5) for t in (.5, 3, 30)] + [(-1e40, 1.5), (-1e-9, 3)]
out['studentTCdf'] = keep([[t, n], t_upper(t, n)] for t, n in pairs)
out['studentTPdf'] = keep([[t, n], t_pdf(t, n)] for t, n in pairs)
pairs = [(.5 * 10 ** (-12 * R() ** 2), 10 ** (-.5 + 3 * R())) for _ in range(40)]
out['studentTQuantile'] = keep([[p, n], -bisect(lambda t: t_upper(t, n), p)] for p, n in pairs)
pairs = []
for _ in range(60):
    a = 10 ** (-2 + 5 * R())
    pairs.append((a * 10 ** (-1 + 1.5 * R()) if R() < .5 else max(1e-9, a + 8 * sqrt(a) * (R() - .5)), a))
pairs = [(float(x), a) for x, a in pairs]
out['regularisedGammaLower'] = keep(
    [[x, a], gammainc(mpf(a), 0, mpf(x), regularized=True)] for x, a in pairs)
out['regularisedGammaUpper'] = keep(
    [[x, a], gammainc(mpf(a), mpf(x), inf, regularized=True)] for x, a in pairs)
triples = []
for _ in range(60):
    a, b = 10 ** (-1 + 3.5 * R()), 10 ** (-1 + 3.5 * R())
    x = R() if R() < .5 else min(.999, float(a / (a + b) * (1 + .2 * (R() - .5))))
    triples.append((x, a, b))
out['regularisedBeta'] = keep(
    [[x, a, b], betainc(mpf(a), mpf(b), 0, mpf(x), regularized=True)] for x, a, b in triples)
out['chiSquareSurvival'] = keep(
    [[x, n], gammainc(mpf(n) / 2, mpf(x) / 2, inf, regularized=True)]
    for n in (1, 2, 3, 20, 470) for x in (.1, 1, 3.84, n, 2 * n, 5 * n + 20))
out['fSurvival'] = keep(
    [[x, m, n], betainc(mpf(n) / 2, mpf(m) / 2, 0, 1 / (1 + mpf(m) * mpf(x) / n), regularized=True)]
    for m in (1, 4, 30) for n in (2, 10, 500) for x in (.2, 1, 3.5, 40))


def binomial_sum(lo, hi, n, p):
    p = mpf(p)
    return sum(binomial(n, k) * p ** k * (1 - p) ** (n - k) for k in range(lo, hi + 1))


cells = [(k, n, p) for n, p in ((250, .01), (250, .05), (20, .5), (1000, .001)) for k in (0, 3, 9, 19)]
out['binomialCdf'] = keep([[k, n, p], binomial_sum(0, k, n, p)] for k, n, p in cells)
out['binomialSurvival'] = keep([[k, n, p], binomial_sum(k + 1, min(n, k + 200), n, p)] for k, n, p in cells)
out['binomialPmf'] = keep([[k, n, p], binomial_sum(k, k, n, p)] for k, n, p in cells)
with open('distributions.json', 'w') as file:
    lines = [f'  {json.dumps(k)}: {json.dumps(v)}' for k, v in out.items()]
    file.write('{\n' + ',\n'.join(lines) + '\n}\n')
