-- Revision 0008 adds sign-ins and counts of tries.
INSERT INTO sign_ins (token_hash, user_id, begun_at, seen_at)
SELECT 'a', id, '2026-03-01 09:00:00', '2026-03-01 09:05:00' FROM users;
INSERT INTO tries (subject_mac, stretch, count) VALUES ('b', 1, 1);
