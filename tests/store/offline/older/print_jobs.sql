BEGIN TRANSACTION;
CREATE TABLE print_jobs (
    -- the fate of each paper; (ticket, copy) is printed at most once: a new attempt only after one of which nothing
    -- left us
    id TEXT PRIMARY KEY, ticket INTEGER NOT NULL, copy INTEGER NOT NULL CHECK (copy >= 1),
    attempt INTEGER NOT NULL DEFAULT 1,
    device TEXT NOT NULL, asked TEXT NOT NULL CHECK (asked IN ('issue','failover','visitor','staff')),
    label TEXT NOT NULL, printer TEXT, state TEXT NOT NULL
        CHECK (state IN ('queued','sending','sent','confirmed','unverified','failed_clean','unknown','replaced')),
    marker TEXT, bytes_total INTEGER, bytes_handed INTEGER NOT NULL DEFAULT 0, paper_mm REAL,
    reason TEXT, status TEXT, created_at INTEGER NOT NULL, changed_at INTEGER NOT NULL,
    UNIQUE (ticket, copy, attempt)
) STRICT, WITHOUT ROWID;
INSERT INTO "print_jobs" VALUES('3dc05c4ae46c4b75a713391f5f6641ab',12754467300013,1,1,'K1','issue','AB-013','P1','unknown',NULL,NULL,0,100.0,'unplugged',NULL,1795395780000,1795395780000);
INSERT INTO "print_jobs" VALUES('6ab68100b9ca4c1e98837f483d13a5c9',12754467300012,1,1,'K1','issue','AB-012','P1','confirmed',NULL,NULL,300,100.0,'marker',NULL,1795395780000,1795395780000);
CREATE TABLE printers (
    -- what is known of each printer: its paper since the last new roll, what it answers, how it is
    code TEXT PRIMARY KEY, used_mm REAL NOT NULL DEFAULT 0, tickets INTEGER NOT NULL DEFAULT 0,
    total_mm REAL NOT NULL DEFAULT 0, cuts INTEGER NOT NULL DEFAULT 0,
    answers TEXT CHECK (answers IS NULL OR json_valid(answers)), identity TEXT, probed_link TEXT, probed_at INTEGER,
    trouble TEXT, quarantined INTEGER NOT NULL DEFAULT 0 CHECK (quarantined IN (0, 1)),
    changed_at INTEGER NOT NULL DEFAULT 0
, holds TEXT) STRICT, WITHOUT ROWID;
INSERT INTO "printers" VALUES('P1',100.0,1,100.0,1,'["eot", "gsr"]','EPSON TM','usb:/dev/usb/lp0',1795395780000,'paper_out',1,1795395780000,'3dc05c4ae46c4b75a713391f5f6641ab');
CREATE TABLE waiting (id INTEGER PRIMARY KEY AUTOINCREMENT, deed TEXT NOT NULL) STRICT;
INSERT INTO "waiting" VALUES(1,'{"name": "job", "facts": {"job": {"id": "6ab68100b9ca4c1e98837f483d13a5c9", "ticket": 12754467300012, "copy": 1, "attempt": 1, "device": "K1", "asked": "issue", "label": "AB-012", "printer": null, "state": "queued", "created_at": 1795395780000, "changed_at": 1795395780000, "marker": null, "bytes_total": null, "bytes_handed": 0, "paper_mm": null, "reason": null, "status": null}}, "at": 1795395780000, "request": "6ab68100b9ca4c1e98837f483d13a5c9"}');
INSERT INTO "waiting" VALUES(2,'{"name": "job", "facts": {"job": {"id": "6ab68100b9ca4c1e98837f483d13a5c9", "ticket": 12754467300012, "copy": 1, "attempt": 1, "device": "K1", "asked": "issue", "label": "AB-012", "printer": "P1", "state": "sending", "created_at": 1795395780000, "changed_at": 1795395780000, "marker": null, "bytes_total": null, "bytes_handed": 0, "paper_mm": 100.0, "reason": null, "status": null}}, "at": 1795395780000, "request": "6ab68100b9ca4c1e98837f483d13a5c9"}');
INSERT INTO "waiting" VALUES(3,'{"name": "job", "facts": {"job": {"id": "6ab68100b9ca4c1e98837f483d13a5c9", "ticket": 12754467300012, "copy": 1, "attempt": 1, "device": "K1", "asked": "issue", "label": "AB-012", "printer": "P1", "state": "sent", "created_at": 1795395780000, "changed_at": 1795395780000, "marker": null, "bytes_total": null, "bytes_handed": 300, "paper_mm": 100.0, "reason": null, "status": null}}, "at": 1795395780000, "request": "6ab68100b9ca4c1e98837f483d13a5c9"}');
INSERT INTO "waiting" VALUES(4,'{"name": "job", "facts": {"job": {"id": "6ab68100b9ca4c1e98837f483d13a5c9", "ticket": 12754467300012, "copy": 1, "attempt": 1, "device": "K1", "asked": "issue", "label": "AB-012", "printer": "P1", "state": "confirmed", "created_at": 1795395780000, "changed_at": 1795395780000, "marker": null, "bytes_total": null, "bytes_handed": 300, "paper_mm": 100.0, "reason": "marker", "status": null}}, "at": 1795395780000, "request": "6ab68100b9ca4c1e98837f483d13a5c9"}');
INSERT INTO "waiting" VALUES(5,'{"name": "job", "facts": {"job": {"id": "3dc05c4ae46c4b75a713391f5f6641ab", "ticket": 12754467300013, "copy": 1, "attempt": 1, "device": "K1", "asked": "issue", "label": "AB-013", "printer": null, "state": "queued", "created_at": 1795395780000, "changed_at": 1795395780000, "marker": null, "bytes_total": null, "bytes_handed": 0, "paper_mm": null, "reason": null, "status": null}}, "at": 1795395780000, "request": "3dc05c4ae46c4b75a713391f5f6641ab"}');
INSERT INTO "waiting" VALUES(6,'{"name": "job", "facts": {"job": {"id": "3dc05c4ae46c4b75a713391f5f6641ab", "ticket": 12754467300013, "copy": 1, "attempt": 1, "device": "K1", "asked": "issue", "label": "AB-013", "printer": "P1", "state": "sending", "created_at": 1795395780000, "changed_at": 1795395780000, "marker": null, "bytes_total": null, "bytes_handed": 0, "paper_mm": 100.0, "reason": null, "status": null}}, "at": 1795395780000, "request": "3dc05c4ae46c4b75a713391f5f6641ab"}');
INSERT INTO "waiting" VALUES(7,'{"name": "job", "facts": {"job": {"id": "3dc05c4ae46c4b75a713391f5f6641ab", "ticket": 12754467300013, "copy": 1, "attempt": 1, "device": "K1", "asked": "issue", "label": "AB-013", "printer": "P1", "state": "unknown", "created_at": 1795395780000, "changed_at": 1795395780000, "marker": null, "bytes_total": null, "bytes_handed": 0, "paper_mm": 100.0, "reason": "unplugged", "status": null}}, "at": 1795395780000, "request": "3dc05c4ae46c4b75a713391f5f6641ab"}');
INSERT INTO "waiting" VALUES(8,'{"name": "health", "facts": {"printer": "P1", "trouble": "paper_out", "quarantined": true, "data": {"ready": false}}, "at": 1795395780000, "request": "18a3e2b607844777b409e7ab9ee10561"}');
INSERT INTO "waiting" VALUES(9,'{"name": "probe", "facts": {"printer": "P1", "answers": ["eot", "gsr"], "identity": "EPSON TM", "link": "usb:/dev/usb/lp0"}, "at": 1795395780000, "request": "ef5842c0ca0e4237a6caaba541f99bdf"}');
CREATE INDEX print_jobs_open ON print_jobs (device) WHERE state IN ('queued','sending','sent');
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('waiting',9);
COMMIT;
PRAGMA user_version = 0;
