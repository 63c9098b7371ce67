-- Revision 0018: add how long names and addresses are kept, and who is erased.
UPDATE programmes SET retention_months = 12;

UPDATE outbox SET task = 'sweep_files';
