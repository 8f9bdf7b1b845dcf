BEGIN TRANSACTION;
CREATE TABLE acts (
    serial INTEGER PRIMARY KEY AUTOINCREMENT, request TEXT NOT NULL UNIQUE, act TEXT NOT NULL, day TEXT NOT NULL,
    at INTEGER NOT NULL, label TEXT, details TEXT NOT NULL CHECK (json_valid(details)),
    answer TEXT CHECK (answer IS NULL OR json_valid(answer)),    -- what the visitor was told
    outcome TEXT CHECK (outcome IS NULL OR json_valid(outcome)), -- what the hall's file said: settled
    settled_at INTEGER
) STRICT;
INSERT INTO "acts" VALUES(1,'old 0','issue','2026-11-23',1795395780000,'AB-031','{"services": ["AB.1"], "priority": false, "visual": false, "lang": "id", "kiosk": null}','{"ticket":12754467300031,"label":"AB-031","day":"2026-11-23","taken_at":1795395780000,"priority":false,"visual":false,"lang":"id","steps":[{"step":1275446730003101,"service":"AB.1","ahead":1,"wait_minutes":[6,15],"warning":null}],"kind":"issued"}',NULL,NULL);
INSERT INTO "acts" VALUES(2,'old 1','issue','2026-11-23',1795395780000,'AB-032','{"services": ["AB.1"], "priority": false, "visual": false, "lang": "id", "kiosk": null}','{"ticket":12754467300032,"label":"AB-032","day":"2026-11-23","taken_at":1795395780000,"priority":false,"visual":false,"lang":"id","steps":[{"step":1275446730003201,"service":"AB.1","ahead":2,"wait_minutes":[13,22],"warning":null}],"kind":"issued"}',NULL,NULL);
INSERT INTO "acts" VALUES(3,'old note','note','2026-11-23',1795395780000,NULL,'{"words": "genset menyala — 20''", "counter": "1", "officer": "Sari"}',NULL,NULL,NULL);
INSERT INTO "acts" VALUES(4,'old finish','finish','2026-11-23',1795395780000,'AB-001','{"counter": "1", "officer": "Sari"}',NULL,NULL,NULL);
CREATE TABLE blocks (
    -- numbers that only this file may give out; next is the first that was not
    day TEXT NOT NULL, prefix TEXT NOT NULL, first INTEGER NOT NULL, next INTEGER NOT NULL,
    PRIMARY KEY (day, prefix, first), CHECK (next BETWEEN first AND first + 10)
) STRICT, WITHOUT ROWID;
INSERT INTO "blocks" VALUES('2026-11-23','AB',31,33);
INSERT INTO "blocks" VALUES('2026-11-23','BA',31,31);
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO "meta" VALUES('device','K1');
INSERT INTO "meta" VALUES('hall','9599e51aee017e8725b3f5523095c698');
INSERT INTO "meta" VALUES('hall_rows','[["hall", "", "{\"name\": {\"id\": \"MPP Contoh\", \"en\": \"Sample hall\"}, \"time_zone\": \"Asia/Makassar\", \"practice\": true}"], ["week", "monday", "{\"open\": \"08.00\", \"close\": \"16.00\"}"], ["week", "tuesday", "{\"open\": \"08.00\", \"close\": \"16.00\"}"], ["week", "wednesday", "{\"open\": \"08.00\", \"close\": \"16.00\"}"], ["week", "thursday", "{\"open\": \"08.00\", \"close\": \"16.00\"}"], ["week", "friday", "{\"open\": \"08.00\", \"close\": \"16.00\"}"], ["week", "saturday", "{\"open\": \"08.00\", \"close\": \"16.00\"}"], ["week", "sunday", "{\"open\": \"08.00\", \"close\": \"16.00\"}"], ["zone", "A", "{\"name\": \"Zona A\"}"], ["zone", "B", "{\"name\": \"Zona B\"}"], ["agency", "AB", "{\"name\": \"Dinas Kependudukan\", \"zone\": \"A\"}"], ["agency", "BA", "{\"name\": \"Kantor Pajak\", \"zone\": \"B\"}"], ["service", "AB.1", "{\"name\": {\"id\": \"KTP\", \"en\": \"Identity card\"}, \"minutes\": 6.0}"], ["service", "AB.2", "{\"name\": {\"id\": \"Akta\", \"en\": \"Certificate\"}, \"minutes\": 10.0}"], ["service", "AB.3", "{\"name\": {\"id\": \"Ambil dokumen\", \"en\": \"Collect\"}, \"minutes\": 2.0, \"pickup\": true}"], ["service", "BA.1", "{\"name\": {\"id\": \"NPWP\", \"en\": \"Tax number\"}, \"minutes\": 5.0}"], ["service", "BA.2", "{\"name\": {\"id\": \"Lapor pajak\", \"en\": \"Tax return\"}, \"minutes\": 12.0}"], ["counter", "1", "{\"agency\": \"AB\"}"], ["counter", "2", "{\"agency\": \"AB\"}"], ["counter", "3", "{\"agency\": \"BA\"}"], ["counter", "4", "{\"agency\": \"BA\"}"], ["kiosk", "K1", "{\"zone\": \"A\"}"], ["kiosk", "K2", "{\"zone\": \"B\"}"], ["display", "D1", "{\"zones\": [\"A\"]}"], ["display", "D2", "{\"zones\": [\"B\"]}"], ["rules", "records", "{\"outage_minutes\": 5}"]]');
INSERT INTO "meta" VALUES('place','pc 1');
INSERT INTO "meta" VALUES('seen','{"counters": {"1": {"at_service": "AB.1", "back_at": null, "called_at": 1795395600000, "counter": "1", "officer": null, "since": 1795395600000, "state": "called", "status": "open", "step": 1275446730000101, "ticket": 12754467300001}}, "day": "2026-11-23", "disturbed": {}, "observed": {}, "pulse": {"day": "2026-11-23", "day_closed": 0, "hall_version": 1, "history": 0, "id": 1, "paused_reason": null, "paused_until": null, "previous_day": null}, "tallies": {"AB.1": {"called": 1, "cancelled": 0, "day": "2026-11-23", "done": 0, "expired": 0, "held": 0, "no_show": 0, "service": "AB.1", "serving": 0, "taken": 2, "taken_priority": 0, "transferred": 0, "waiting": 1, "waiting_priority": 0}}}');
INSERT INTO "meta" VALUES('seen_serial','0');
INSERT INTO "meta" VALUES('spool','c46b6cfe7683b3a9');
INSERT INTO "meta" VALUES('version','1');
CREATE INDEX acts_pending ON acts (serial) WHERE settled_at IS NULL;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('acts',4);
COMMIT;
PRAGMA user_version = 1;
