"""What uncertainty does to the finish and the cost: Monte Carlo over plan and budget.

Values in, values out: `core.simulation.model.Model` says what is uncertain,
`core.simulation.running.run` draws trials, and the other modules read the result.
"""
