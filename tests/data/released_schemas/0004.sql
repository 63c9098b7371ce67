-- What revision 0004 added: mail, paper and the stop list.
UPDATE participants SET do_not_ask = true;

UPDATE waves SET reminder_days = '[7]';

INSERT INTO print_orders (id, kind, wave_id, practice_id, instrument_id, ordered_by, ordered_on)
VALUES ('00000000000000000000000000000012', 'paper_form', '00000000000000000000000000000003',
        '00000000000000000000000000000002', 'npt-core', 1, '2026-01-05');

UPDATE invitations SET card_code_mac = 'c', print_order_id = '00000000000000000000000000000012';

INSERT INTO mailings (id, invitation_id, generation, number, state, ordered_on)
VALUES ('00000000000000000000000000000013', '00000000000000000000000000000006', 1, 0, 'sent', '2026-01-05');

INSERT INTO stopped_addresses (address_mac) VALUES ('a');

INSERT INTO code_tries (stretch, wrong) VALUES (1, 1);

INSERT INTO transcriptions (id, wave_id, practice_id, instrument_id, typed_by, typed_on)
VALUES ('00000000000000000000000000000014', '00000000000000000000000000000003',
        '00000000000000000000000000000002', 'npt-core', 1, '2026-01-20');

UPDATE outbox SET task = 'print_order';
