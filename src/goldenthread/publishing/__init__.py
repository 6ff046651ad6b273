"""Ways out: charts with their table and sentence, accessible PDF, Word documents.

Import the module that you need (`goldenthread.publishing.charts`, `.pdf`,
`.word`): each loads a heavy drawing or typesetting library only when called.
"""
