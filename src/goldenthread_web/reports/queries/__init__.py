"""Reading what a report needs, each part in a fixed number of queries."""

from goldenthread_web.reports.queries.published import public_engagement, published_report
from goldenthread_web.reports.queries.remembered import large_ones_touched
from goldenthread_web.reports.queries.what_we_heard import what_we_heard

__all__ = ["large_ones_touched", "public_engagement", "published_report", "what_we_heard"]
