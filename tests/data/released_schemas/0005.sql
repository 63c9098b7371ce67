-- Revision 0005 adds a column only.
UPDATE snapshots SET months_in_post = 14;
