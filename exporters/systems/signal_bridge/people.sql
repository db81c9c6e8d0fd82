-- What is Signal's own; the rest of the small company is in ../telegram_bridge/people.sql, under other names: Ada is
-- ada00000-1815-4000-8000-000000000815 here.
INSERT INTO signalmeow_device (aci_uuid, pni_uuid, device_id, number, password, master_key) VALUES
    ('ada00000-1815-4000-8000-000000000815', 'PNI:ada00000-1815-4000-8000-000000000816', 2, '+442079460815', 'planted-secret-ada-password', '\x01'),
    ('91ace000-1906-4000-8000-000000001906', 'PNI:91ace000-1906-4000-8000-000000001907', 2, '+442079461906', 'planted-secret-grace-password', '\x01'),
    ('ada00000-1815-4000-8000-0000000008150', 'PNI:evil', 2, '+4420794608150', 'planted-secret-evil-password', '\x01');

INSERT INTO signalmeow_sessions (account_id, service_id, their_service_id, their_device_id, record) VALUES
    ('ada00000-1815-4000-8000-000000000815', 'planted-ada-session', '91ace000-1906-4000-8000-000000001906', 1, '\x02'),
    ('91ace000-1906-4000-8000-000000001906', 'planted-grace-session', 'ada00000-1815-4000-8000-000000000815', 1, '\x02');

INSERT INTO signalmeow_groups (account_id, group_identifier, master_key) VALUES
    ('ada00000-1815-4000-8000-000000000815', 'planted-ada-signal-group', 'planted-secret-group-key'),
    ('91ace000-1906-4000-8000-000000001906', 'planted-grace-signal-group', 'planted-secret-group-key');

INSERT INTO signalmeow_recipients (account_id, aci_uuid, e164_number, contact_name, profile_name) VALUES
    ('ada00000-1815-4000-8000-000000000815', '91ace000-1906-4000-8000-000000001906', '+442079461906', 'planted-ada-contact', 'Grace'),
    ('91ace000-1906-4000-8000-000000001906', 'ada00000-1815-4000-8000-000000000815', '', 'planted-grace-contact-of-ada', 'Ada'),
    ('ada00000-1815-4000-8000-0000000008150', '91ace000-1906-4000-8000-000000001906', '+442079461906', 'planted-evil-contact', 'Grace');
