-- Revision 0006 adds numbers that are typed.
INSERT INTO figures (response_id, item_id, figure) VALUES ('00000000000000000000000000000007', 'patients_seen', 12.5);
