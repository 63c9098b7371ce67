-- Revision 0017 adds passkeys.
INSERT INTO passkeys (id, user_id, credential_id, public_key, sign_count, transports, name, added_on, last_used_on)
SELECT '00000000000000000000000000000171', id, 'c', 'k', 1, '["usb"]', 'Security key', '2026-03-01', NULL FROM users;
INSERT INTO challenges (token_hash, ceremony, user_id, challenge, expires_at)
SELECT 'd', 'sign_in', id, 'x', '2026-03-01 09:05:00' FROM users;
