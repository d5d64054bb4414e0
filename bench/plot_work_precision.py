#!/usr/bin/env python3
"""Draws docs/work_precision.svg from the CSV lines that solver_bench prints (standard input)."""
import math
import sys

rows = [line.strip().split(",") for line in sys.stdin]
points = {}
for row in rows:
    if len(row) == 4 and row[0] in ("cvode", "batched"):
        points.setdefault(row[0], []).append((float(row[2]), float(row[3])))

W, H, LEFT, RIGHT, TOP, BOTTOM = 640, 400, 70, 20, 30, 50
X0, X1, Y0, Y1 = 0, 4, -11, -1  # decades of microseconds and of error


def x(value):
    return LEFT + (math.log10(value) - X0) / (X1 - X0) * (W - LEFT - RIGHT)


def y(value):
    return H - BOTTOM - (math.log10(value) - Y0) / (Y1 - Y0) * (H - TOP - BOTTOM)


out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {W} {H}" font-family="sans-serif" font-size="12">',
       f'<rect width="{W}" height="{H}" fill="white"/>']
for decade in range(X0, X1 + 1):
    px = x(10.0**decade)
    out.append(f'<path d="M{px:.1f} {TOP}V{H - BOTTOM}" stroke="#ddd"/>')
    out.append(f'<text x="{px:.1f}" y="{H - BOTTOM + 18}" text-anchor="middle">{10**decade}</text>')
for decade in range(Y0, Y1 + 1, 2):
    py = y(10.0**decade)
    out.append(f'<path d="M{LEFT} {py:.1f}H{W - RIGHT}" stroke="#ddd"/>')
    out.append(f'<text x="{LEFT - 8}" y="{py + 4:.1f}" text-anchor="end">1e{decade}</text>')
for name, colour, label in (("batched", "#0072b2", "batched (AVX-512)"), ("cvode", "#d55e00", "CVODE")):
    line = " ".join(f"{x(a):.1f},{y(b):.1f}" for a, b in points[name])
    out.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
    for a, b in points[name]:
        out.append(f'<circle cx="{x(a):.1f}" cy="{y(b):.1f}" r="3.5" fill="{colour}"/>')
    a, b = points[name][0]
    out.append(f'<text x="{x(a) + 8:.1f}" y="{y(b) - 8:.1f}" fill="{colour}">{label}</text>')
out.append(f'<text x="{(LEFT + W - RIGHT) / 2}" y="{H - 12}" text-anchor="middle">microseconds per solve, one core</text>')
out.append(f'<text x="16" y="{H / 2}" text-anchor="middle" transform="rotate(-90 16 {H / 2})">worst error of any state</text>')
out.append("</svg>")
print("\n".join(out))
