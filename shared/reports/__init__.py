"""Reports that people read: what is counted becomes pages, charts, workbooks and tables, in Indonesian or English."""
