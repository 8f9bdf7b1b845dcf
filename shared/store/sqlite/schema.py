"""The tables of ``hall.db``, version 1, and the migrations that lead to them.

Instants are INTEGER milliseconds UTC; days are TEXT ``YYYY-MM-DD`` in the hall's zone; order is the event
sequence, never a clock. The last lines of defence are here: no label twice a day, no visit at two counters,
no counter with two visitors.
"""

from shared.store.record.numbers import BLOCK

VERSION = 1
"""What this program reads and writes; ``PRAGMA user_version`` of the file. A newer file is refused."""
APPLICATION = 0x414E5452
"""``PRAGMA application_id``: "ANTR", so that ``file`` and we can tell a hall from any other SQLite file."""

STATES = "'waiting','called','serving','done','no_show','held','transferred','cancelled','expired'"

_HALL = f"""
CREATE TABLE meta (
    -- hall_id (random, made by init), created_at, journal (the mode that every PC uses)
    name TEXT PRIMARY KEY, value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE hall_data (
    -- the hall file, one row per record: section 'service', code 'AB.1', data JSON as in the file
    section TEXT NOT NULL, code TEXT NOT NULL, position INTEGER NOT NULL, data TEXT NOT NULL CHECK (json_valid(data)),
    PRIMARY KEY (section, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE pulse (
    -- one row: what every client asks first
    id INTEGER PRIMARY KEY CHECK (id = 1),
    hall_version INTEGER NOT NULL,           -- grows with each apply
    day TEXT,                                -- the business day that is open, or was last
    previous_day TEXT,                       -- the business day before it: its request ids are still known
    day_closed INTEGER NOT NULL DEFAULT 0 CHECK (day_closed IN (0, 1)),
    paused_reason TEXT CHECK (paused_reason IS NULL OR json_valid(paused_reason)), -- Text, while the hall is paused
    paused_until INTEGER,
    history INTEGER NOT NULL DEFAULT 0       -- grows when rows of days before the last two change
) STRICT;

CREATE TABLE days (
    -- each business day that was opened, and where its rows begin: reports read ranges, never the whole history
    day TEXT PRIMARY KEY, opened_at INTEGER NOT NULL, closed_at INTEGER,
    first_event INTEGER NOT NULL, first_call INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE numbers (
    day TEXT NOT NULL, prefix TEXT NOT NULL, next INTEGER NOT NULL CHECK (next >= 1),
    PRIMARY KEY (day, prefix)
) STRICT, WITHOUT ROWID;

CREATE TABLE tickets (
    id INTEGER PRIMARY KEY,                  -- shared.domain.ticket.ticket_id
    day TEXT NOT NULL, prefix TEXT NOT NULL, number INTEGER NOT NULL CHECK (number >= 1), label TEXT NOT NULL,
    priority INTEGER NOT NULL CHECK (priority IN (0, 1)),
    visual INTEGER NOT NULL CHECK (visual IN (0, 1)),   -- wishes to be called visibly
    lang TEXT NOT NULL, device TEXT NOT NULL, taken_at INTEGER NOT NULL,
    booked_for INTEGER,                      -- instant of a booking, if it came from one
    UNIQUE (day, prefix, number)
) STRICT;

CREATE TABLE steps (
    id INTEGER PRIMARY KEY,                  -- ticket * 100 + position: known without asking the file
    ticket INTEGER NOT NULL REFERENCES tickets (id), position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 99),
    day TEXT NOT NULL, service TEXT NOT NULL,
    priority INTEGER NOT NULL CHECK (priority IN (0, 1)), -- the ticket's, here so that one index finds the line
    state TEXT NOT NULL CHECK (state IN ({STATES})),
    ready INTEGER NOT NULL DEFAULT 1 CHECK (ready IN (0, 1)), -- 0: the visitor is busy, or an earlier step is due
    place REAL NOT NULL,                     -- order in line: the event sequence at arrival, unless a rule moved it
    since INTEGER NOT NULL,                  -- instant it joined this line
    counter TEXT,                            -- at, or last at
    to_counter TEXT,                         -- only this counter may call it (transfer to a counter)
    waits_for INTEGER,                       -- the step of this visit that an officer put before it (payment)
    call INTEGER,                            -- its newest call
    rejoined TEXT,                           -- 'transfer', 'return', 'late', 'resume', 'booking': how it got its place
    reason TEXT, hold_until INTEGER,
    called_at INTEGER, started_at INTEGER,   -- of the newest call
    ended_at INTEGER,                        -- when it left its counter, or ended
    successor INTEGER REFERENCES steps (id), -- after a transfer, or on the next service day
    UNIQUE (ticket, position),
    CHECK (state NOT IN ('called', 'serving') OR counter IS NOT NULL),
    CHECK (state <> 'held' OR reason IS NOT NULL)
) STRICT;
CREATE INDEX steps_in_line ON steps (day, service, priority, place) WHERE state = 'waiting' AND ready = 1;
CREATE INDEX steps_aside ON steps (day, service) WHERE state IN ('held', 'no_show');
CREATE INDEX steps_not_ready ON steps (day, service) WHERE state = 'waiting' AND ready = 0;
CREATE INDEX steps_to_counter ON steps (day, to_counter) WHERE to_counter IS NOT NULL;
CREATE INDEX steps_called ON steps (day, service, call) WHERE call IS NOT NULL;
CREATE INDEX steps_by_successor ON steps (successor) WHERE successor IS NOT NULL;
CREATE UNIQUE INDEX one_counter_per_visit ON steps (ticket) WHERE state IN ('called', 'serving');
CREATE UNIQUE INDEX one_visit_per_counter ON steps (counter) WHERE state IN ('called', 'serving');
CREATE INDEX steps_at_counter
    -- all that screens ask of the visitors at counters: a page or two for the hall, not one for each visitor
    ON steps (counter, service, state, called_at, ticket, call) WHERE state IN ('called', 'serving');

CREATE TABLE calls (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    day TEXT NOT NULL, at INTEGER NOT NULL,
    step INTEGER NOT NULL,                   -- no REFERENCES: archiving a step would look through all calls
    ticket INTEGER NOT NULL, label TEXT NOT NULL, service TEXT NOT NULL,
    counter TEXT NOT NULL, zone TEXT NOT NULL, officer TEXT NOT NULL,
    priority INTEGER NOT NULL, visual INTEGER NOT NULL, lang TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (json_valid(reason)),   -- answers.Reason
    times INTEGER NOT NULL DEFAULT 1,        -- how often it was called out
    last_at INTEGER NOT NULL
) STRICT;

CREATE TABLE counters (
    -- where each counter stands now; one without a row was not opened yet today
    counter TEXT PRIMARY KEY, status TEXT NOT NULL CHECK (status IN ('closed', 'open', 'break')),
    officer TEXT, since INTEGER NOT NULL, back_at INTEGER, step INTEGER REFERENCES steps (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE disturbed (
    service TEXT PRIMARY KEY, since INTEGER NOT NULL, reason TEXT NOT NULL CHECK (json_valid(reason)), until INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE tallies (
    -- per day and service, kept by the one function that moves a step: what screens count from
    day TEXT NOT NULL, service TEXT NOT NULL,
    taken INTEGER NOT NULL DEFAULT 0, taken_priority INTEGER NOT NULL DEFAULT 0,
    waiting INTEGER NOT NULL DEFAULT 0, waiting_priority INTEGER NOT NULL DEFAULT 0, -- part of waiting
    called INTEGER NOT NULL DEFAULT 0, serving INTEGER NOT NULL DEFAULT 0,
    done INTEGER NOT NULL DEFAULT 0, no_show INTEGER NOT NULL DEFAULT 0, held INTEGER NOT NULL DEFAULT 0,
    transferred INTEGER NOT NULL DEFAULT 0, cancelled INTEGER NOT NULL DEFAULT 0, expired INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (day, service)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
    -- audit log, change feed and source of statistics in one: every write appends here
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL, day TEXT NOT NULL, what TEXT NOT NULL, device TEXT NOT NULL, officer TEXT,
    ticket INTEGER, label TEXT, step INTEGER, service TEXT, counter TEXT, call INTEGER,
    reason TEXT, data TEXT CHECK (data IS NULL OR json_valid(data))
) STRICT;

CREATE TABLE requests (
    -- the press that caused a write, and what it was answered; kept two business days
    day TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, act TEXT NOT NULL,
    refused INTEGER NOT NULL CHECK (refused IN (0, 1)), answer TEXT NOT NULL CHECK (json_valid(answer)),
    PRIMARY KEY (day, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE leases (
    -- a block of numbers that one kiosk may give out while the share is gone. Blocks are ten numbers long and begin
    -- at 1, 11, 21 ..., so the primary key alone keeps two blocks from overlapping.
    day TEXT NOT NULL, prefix TEXT NOT NULL, first INTEGER NOT NULL CHECK (first % {BLOCK} = 1),
    last INTEGER NOT NULL CHECK (last = first + {BLOCK - 1}),
    used INTEGER NOT NULL DEFAULT 0,         -- how many of it were given out, once it is returned
    kiosk TEXT NOT NULL, spool TEXT NOT NULL, -- the spool file that holds it: a new file never inherits a block
    at INTEGER NOT NULL, returned INTEGER NOT NULL DEFAULT 0 CHECK (returned IN (0, 1)),
    PRIMARY KEY (day, prefix, first)
) STRICT, WITHOUT ROWID;
CREATE INDEX leases_of_spool ON leases (spool, day) WHERE returned = 0;

CREATE TABLE bookings (
    -- an appointment without a person's name: a code, a service and a time
    code TEXT PRIMARY KEY, day TEXT NOT NULL, service TEXT NOT NULL, at INTEGER NOT NULL,
    priority INTEGER NOT NULL DEFAULT 0 CHECK (priority IN (0, 1)),
    ticket INTEGER REFERENCES tickets (id)   -- once checked in
) STRICT, WITHOUT ROWID;
CREATE INDEX bookings_by_day ON bookings (day, service, at);
CREATE INDEX bookings_by_ticket ON bookings (ticket) WHERE ticket IS NOT NULL;

CREATE TABLE chores (
    -- work that one PC does for the hall (backups, pruning, checks): who claimed it and when it was done
    name TEXT PRIMARY KEY, device TEXT NOT NULL, claimed_at INTEGER NOT NULL, done_at INTEGER, outcome TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE paces (
    -- observed service times by service and local hour: what estimates are made from
    service TEXT NOT NULL, hour INTEGER NOT NULL CHECK (hour BETWEEN 0 AND 47),
    count REAL NOT NULL, seconds REAL NOT NULL, squares REAL NOT NULL, -- sums that fade with age
    PRIMARY KEY (service, hour)
) STRICT, WITHOUT ROWID;
"""

PRINTING = """
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
CREATE INDEX print_jobs_open ON print_jobs (device) WHERE state IN ('queued','sending','sent');

CREATE TABLE printers (
    -- what is known of each printer: its paper since the last new roll, what it answers, how it is
    code TEXT PRIMARY KEY, used_mm REAL NOT NULL DEFAULT 0, tickets INTEGER NOT NULL DEFAULT 0,
    total_mm REAL NOT NULL DEFAULT 0, cuts INTEGER NOT NULL DEFAULT 0,
    answers TEXT CHECK (answers IS NULL OR json_valid(answers)), identity TEXT, probed_link TEXT, probed_at INTEGER,
    trouble TEXT, quarantined INTEGER NOT NULL DEFAULT 0 CHECK (quarantined IN (0, 1)),
    changed_at INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
"""
"""Print jobs and printers: in the hall's file, and in this PC's own while that cannot be reached."""
AUDIT = """
-- the hash of the event before it, whose key signed it, the signature of its own hash (NULL: from before the chain)
ALTER TABLE events ADD COLUMN prev BLOB;
ALTER TABLE events ADD COLUMN key BLOB;
ALTER TABLE events ADD COLUMN signature BLOB;
CREATE TABLE device_keys (
    -- the public keys of the PCs that write, by the device they write for. A key that was seen signs what a person or
    -- a hall without officers does; one that is enrolled may do what its kind of device may without a person
    key BLOB NOT NULL, device TEXT NOT NULL, public BLOB NOT NULL, pc TEXT NOT NULL, seen_at INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'seen' CHECK (state IN ('seen', 'enrolled', 'revoked')),
    officer TEXT,                            -- who enrolled or revoked it
    PRIMARY KEY (key, device)
) STRICT, WITHOUT ROWID;
CREATE TABLE sign_ins (
    -- wrong PINs in a row, by officer and by device, and until when none is tried
    who TEXT PRIMARY KEY, failures INTEGER NOT NULL, until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
"""
"""Signed events, and who may act: added to a hall of an older Antrean."""
SURVEY = """
CREATE TABLE skm (
    -- one questionnaire of the satisfaction survey: the nine answers in the order of the rule, 1 to 4 or - for a blank
    file TEXT NOT NULL, number INTEGER NOT NULL, day TEXT NOT NULL, service TEXT NOT NULL,
    answers TEXT NOT NULL CHECK (length(answers) = 9),
    PRIMARY KEY (file, number)
) STRICT, WITHOUT ROWID;
"""
"""The satisfaction survey: added to a hall of an older Antrean."""
SESSIONS = """
CREATE TABLE sessions (
    -- who signed in where: the hash of a secret that only that PC has. Kept for a week, for acts made without the share
    id TEXT PRIMARY KEY, officer TEXT NOT NULL, key BLOB NOT NULL, device TEXT NOT NULL,
    since INTEGER NOT NULL, until INTEGER NOT NULL, ended_at INTEGER
) STRICT, WITHOUT ROWID;
"""
"""Who signed in, since officers were added."""
CALL_REPORTS = """
CREATE TABLE call_reports (
    -- what became of a call on one screen: when it was painted there, when its first word was heard; written in batches
    call INTEGER NOT NULL, device TEXT NOT NULL, shown_at INTEGER, spoken_at INTEGER,
    PRIMARY KEY (call, device)
) STRICT, WITHOUT ROWID;
"""
"""What displays tell of each call, since they do."""
OPINIONS = """
-- touches of a face, counted by the hour of the hall's day: nothing tells whose, of which ticket, which officer.
-- service and agency are empty at an exit
CREATE TABLE ratings (
    day TEXT NOT NULL, hour INTEGER NOT NULL, zone TEXT NOT NULL, channel TEXT NOT NULL, service TEXT NOT NULL,
    agency TEXT NOT NULL, face TEXT NOT NULL, cause TEXT NOT NULL, doubtful INTEGER NOT NULL,
    count INTEGER NOT NULL CHECK (count > 0),
    PRIMARY KEY (day, hour, zone, channel, service, agency, face, cause, doubtful)
) STRICT, WITHOUT ROWID;
-- how a questionnaire came
ALTER TABLE skm ADD COLUMN source TEXT NOT NULL DEFAULT 'file';
-- who answered, as sums of a month and an agency: no questionnaire tells its respondent
CREATE TABLE skm_respondents (
    file TEXT NOT NULL, month TEXT NOT NULL, agency TEXT NOT NULL, trait TEXT NOT NULL, value TEXT NOT NULL,
    count INTEGER NOT NULL CHECK (count > 0), PRIMARY KEY (file, month, agency, trait, value)
) STRICT, WITHOUT ROWID;
-- paper forms that one person typed in, until a second one has typed them too
CREATE TABLE skm_drafts (
    batch TEXT NOT NULL, number INTEGER NOT NULL, day TEXT NOT NULL, service TEXT NOT NULL, answers TEXT NOT NULL,
    traits TEXT NOT NULL, entered_by TEXT NOT NULL, PRIMARY KEY (batch, number)
) STRICT, WITHOUT ROWID;
-- what follows from a survey: what was found, what is to be done, by whom, until when, and when it was
CREATE TABLE skm_actions (
    number INTEGER PRIMARY KEY, period TEXT NOT NULL, agency TEXT NOT NULL, element TEXT NOT NULL,
    finding TEXT NOT NULL, plan TEXT NOT NULL, who TEXT NOT NULL, due TEXT NOT NULL, done TEXT, outcome TEXT
) STRICT;
"""
"""What visitors say of the hall, beyond imported questionnaires: added to a hall of an older Antrean."""
REFUSED_NUMBERS = """
CREATE TABLE refused_numbers (
    -- how many numbers were refused; kept for reports when the requests themselves are forgotten
    day TEXT NOT NULL, reason TEXT NOT NULL, service TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (day, reason, service)
) STRICT, WITHOUT ROWID;
"""
"""What reports tell of refusals, since they do."""
TABLES = _HALL + PRINTING
