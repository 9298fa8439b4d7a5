"""Plotly figures from core values: the only place that draws.

A figure has no title: the page writes it above, as a sentence. Beside each chart stands
a function that says the same in words, for those who do not see it.
"""
