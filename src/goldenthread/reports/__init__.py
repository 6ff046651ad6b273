"""What was heard, told from the record: one set of figures for the page and the Word document.

`counting` counts closed questions, `figures` draws charts, `what_we_heard`
writes the Word document, `analysis_page` writes the shell's report.
"""
