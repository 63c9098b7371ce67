-- One row for each table of revision 0001, in the order of their foreign keys. Plain SQL for both databases.
INSERT INTO programmes (id, slug, name, words, data_label, minimum_group, linked_waves)
VALUES ('00000000000000000000000000000001', 'harbour', 'Harbour', '{}', 'synthetic', 5, false);

INSERT INTO practices (id, programme_id, slug, name, headcount)
VALUES ('00000000000000000000000000000002', '00000000000000000000000000000001', 'elm', 'Elm', 10);

INSERT INTO waves (id, programme_id, label, title, opens_on, closes_on, state, minimum_group)
VALUES ('00000000000000000000000000000003', '00000000000000000000000000000001', 'W1', 'Wave 1', '2026-01-05',
        '2026-02-05', 'closed', 5);

INSERT INTO wave_instruments (wave_id, instrument_id, version, position)
VALUES ('00000000000000000000000000000003', 'npt-core', '1.0.0', 0);

INSERT INTO wave_practices (wave_id, practice_id, headcount)
VALUES ('00000000000000000000000000000003', '00000000000000000000000000000002', 10);

INSERT INTO users (id, email, password, active, fs_uniquifier)
VALUES (1, 'manager@example.org', NULL, true, 'u1');

INSERT INTO memberships (id, user_id, audience, programme_id, practice_id)
VALUES ('00000000000000000000000000000004', 1, 'manager', '00000000000000000000000000000001',
        '00000000000000000000000000000002');

INSERT INTO participants (id, practice_id, name, email, role)
VALUES ('00000000000000000000000000000005', '00000000000000000000000000000002', 'Synthetic receptionist', NULL,
        'receptionist');

INSERT INTO invitations (id, wave_id, participant_id, instrument_id, generation)
VALUES ('00000000000000000000000000000006', '00000000000000000000000000000003',
        '00000000000000000000000000000005', 'npt-core', 1);

INSERT INTO participations (invitation_id, submitted_on)
VALUES ('00000000000000000000000000000006', '2026-01-20');

INSERT INTO drafts (invitation_id, revision, ciphertext)
VALUES ('00000000000000000000000000000006', 1, '00');

INSERT INTO responses (id, wave_id, practice_id, instrument_id, instrument_version, role)
VALUES ('00000000000000000000000000000007', '00000000000000000000000000000003',
        '00000000000000000000000000000002', 'npt-core', '1.0.0', 'administration');

INSERT INTO answers (response_id, item_id, value, not_relevant)
VALUES ('00000000000000000000000000000007', 'coherence_differentiation', 4, NULL);

INSERT INTO choices (response_id, item_id, option_id)
VALUES ('00000000000000000000000000000007', 'role_scope', 'patient_level');

INSERT INTO comments (response_id, item_id, text)
VALUES ('00000000000000000000000000000007', 'coherence_comment', 'It is clear what this is for.');

INSERT INTO snapshots (id, wave_id, practice_id, result, digest, others, published_on)
VALUES ('00000000000000000000000000000008', '00000000000000000000000000000003',
        '00000000000000000000000000000002', '{}', 'd', 9, '2026-02-06');

INSERT INTO documents (snapshot_id, file_name, digest, pages)
VALUES ('00000000000000000000000000000008', 'elm-w1.pdf', 'd', 5);

INSERT INTO outbox (id, task, subject_id, attempts, done)
VALUES ('00000000000000000000000000000009', 'render_report', '00000000000000000000000000000008', 0, false);
