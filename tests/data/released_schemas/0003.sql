-- Revision 0003 adds columns only.
UPDATE snapshots SET robustness = 'null', agreement = 'null';
