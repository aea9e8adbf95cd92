"""Exact vectors for the features tests: rational arithmetic, rounded once at the end.

Regenerate with `python3 make-vectors.py > vectors.json` (Python 3 standard library only).
Formulas are written out from their definitions, over whole windows, never as recursions where a
window will do; nothing is shared with the TypeScript sources.
"""
import json
from decimal import Decimal, getcontext
from fractions import Fraction as F

getcontext().prec = 60


def dec(x):
    return Decimal(x.numerator) / Decimal(x.denominator)


def prices(count):
    seed, close, bars = 12345, 10000, []
    for _ in range(count):
        def draw(m):
            nonlocal seed
            seed = (1103515245 * seed + 12345) % 2**31
            return seed // 65536 % m
        opened = close + draw(121) - 60
        close = opened + draw(301) - 150
        high = max(opened, close) + draw(80)
        low = min(opened, close) - draw(80)
        bars.append(dict(open=opened, high=high, low=low, close=close))
    return bars


cents = prices(60)
bars = [{k: v / 100 for k, v in b.items()} for b in cents]
c = [F(b["close"], 100) for b in cents]
h = [F(b["high"], 100) for b in cents]
l = [F(b["low"], 100) for b in cents]
T = len(c)


def sma(x, n):
    return [None if t + 1 < n else sum(x[t + 1 - n:t + 1]) / n for t in range(len(x))]


def smooth(x, n, w):
    out = []
    for t in range(len(x)):
        if t + 1 < n:
            out.append(None)
        elif t + 1 == n:
            out.append(sum(x[:n]) / n)
        else:
            out.append(w * x[t] + (1 - w) * out[-1])
    return out


def rsi(n):
    up = smooth([max(c[t] - c[t - 1], F(0)) for t in range(1, T)], n, F(1, n))
    down = smooth([max(c[t - 1] - c[t], F(0)) for t in range(1, T)], n, F(1, n))
    both = [None if u is None else (F(50) if u + d == 0 else 100 * u / (u + d)) for u, d in zip(up, down)]
    return [None] + both


def log(x):
    return dec(x).ln()


tr = [None] + [max(h[t] - l[t], abs(h[t] - c[t - 1]), abs(l[t] - c[t - 1])) for t in range(1, T)]
logret = [None] + [log(c[t] / c[t - 1]) for t in range(1, T)]


def deviation(x, n, ddof):
    out = []
    for t in range(len(x)):
        w = x[t + 1 - n:t + 1] if t + 1 >= n else [None]
        if any(v is None for v in w):
            out.append(None)
            continue
        w = [v if isinstance(v, Decimal) else dec(v) for v in w]
        m = sum(w) / n
        out.append((sum((v - m) ** 2 for v in w) / (n - ddof)).sqrt())
    return out


def volatility(x, n, periods, about):
    out = []
    for t in range(len(x)):
        w = x[t + 1 - n:t + 1] if t + 1 >= n else [None]
        if any(v is None for v in w):
            out.append(None)
            continue
        m = sum(w) / n if about == "mean" else Decimal(0)
        over = n - 1 if about == "mean" else n
        out.append((periods * sum((v - m) ** 2 for v in w) / over).sqrt())
    return out


series = {
    "sma(5)": sma(c, 5),
    "sma(1)": sma(c, 1),
    "ema(5)": smooth(c, 5, F(2, 6)),
    "wilderAverage(5)": smooth(c, 5, F(1, 5)),
    "rsi(7)": rsi(7),
    "trueRange()": tr,
    "atr(7)": [None] + smooth(tr[1:], 7, F(1, 7)),
    "logRange()": [log(h[t] / l[t]) for t in range(T)],
    "logReturn()": logret,
    "logReturn(5)": [None if t < 5 else log(c[t] / c[t - 5]) for t in range(T)],
    "simpleReturn()": [None] + [c[t] / c[t - 1] - 1 for t in range(1, T)],
    "simpleReturn(5)": [None if t < 5 else c[t] / c[t - 5] - 1 for t in range(T)],
    "standardDeviation(6)": deviation(c, 6, 1),
    "standardDeviation(6, 0)": deviation(c, 6, 0),
    "realisedVolatility(10)": volatility(logret, 10, 252, "mean"),
    "realisedVolatility(10, zero)": volatility(logret, 10, 252, "zero"),
    "sma(3) of rsi(7)": [None] * 9 + sma(rsi(7)[7:], 3)[2:],
}


def number(x):
    return None if x is None else float(x)


print(json.dumps({
    "source": "test/golden/make-vectors.py: exact rational and 60-digit decimal arithmetic",
    "bars": bars,
    "series": {k: [number(x) for x in v] for k, v in series.items()},
}, indent=None, separators=(",", ":")))
