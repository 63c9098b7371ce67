-- What revision 0002 added, as rows of a database that came from 0001.
UPDATE practices SET link_practitioner_since = '2025-03-01';

UPDATE wave_practices SET link_practitioner_since = '2025-03-01';

INSERT INTO plan_steps (id, practice_id, wave_id, action_id, goal, owner, due_on, sign_of_success, state, position)
VALUES ('00000000000000000000000000000010', '00000000000000000000000000000002',
        '00000000000000000000000000000003', NULL, 'Meet every month', 'practice manager', '2026-06-01',
        'Three meetings took place', 'planned', 0);

INSERT INTO evidence_cells (id, wave_id, practice_id, aspect, mark, source, note, coded_by, coded_on)
VALUES ('00000000000000000000000000000011', '00000000000000000000000000000003',
        '00000000000000000000000000000002', 'coherence', '+', 'Interview 1', '', 1, '2026-02-10');
