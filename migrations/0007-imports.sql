-- What was said elsewhere and imported: when it was said, beside the hour of the import. A column is only added.

alter table report_contents add column said_at timestamptz;
