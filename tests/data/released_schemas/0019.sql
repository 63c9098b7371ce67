-- Revision 0019 adds results by role group.
INSERT INTO role_results (id, wave_id, practice_id, role, document)
SELECT id, id, NULL, 'gp', '{"people":30,"practices":4,"scales":{}}' FROM waves;
