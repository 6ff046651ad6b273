"""Results of an engagement: each question as charts, each chart with its table and its sentence."""
