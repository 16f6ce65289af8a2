-- What the command side stores beside the events (HSQLDB). Run at every start.

-- Couriers as the dispatch last heard of them.
CREATE TABLE IF NOT EXISTS dispatch_couriers (
    courier_id VARCHAR(64) NOT NULL PRIMARY KEY,
    on_duty BOOLEAN NOT NULL,
    capacity INTEGER NOT NULL,
    carrying INTEGER NOT NULL,
    version BIGINT NOT NULL
);
ALTER TABLE dispatch_couriers ADD COLUMN IF NOT EXISTS last_assigned BIGINT DEFAULT 0 NOT NULL;

-- Orders whose deliveries wait for a courier, times in milliseconds since 1970. What is there from a version before has waited since now.
CREATE TABLE IF NOT EXISTS dispatch_waiting (
    order_id VARCHAR(64) NOT NULL PRIMARY KEY
);
ALTER TABLE dispatch_waiting ADD COLUMN IF NOT EXISTS pick_up_at BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE dispatch_waiting ADD COLUMN IF NOT EXISTS stamp VARCHAR(32) DEFAULT '' NOT NULL;
ALTER TABLE dispatch_waiting ADD COLUMN IF NOT EXISTS waiting_since BIGINT DEFAULT 0 NOT NULL;
UPDATE dispatch_waiting SET waiting_since = UNIX_MILLIS() WHERE waiting_since = 0;
CREATE INDEX IF NOT EXISTS dispatch_waiting_by_pick_up ON dispatch_waiting (pick_up_at, order_id);
CREATE INDEX IF NOT EXISTS dispatch_waiting_by_since ON dispatch_waiting (waiting_since);

-- The id that a client's Idempotency-Key stands for (an order's or another's), the request that it came with (empty: any may come), the attempt
-- to do it that is or was under way (empty: none), and what was noted of its answer. Cached, that is on disk.
CREATE CACHED TABLE IF NOT EXISTS idempotency_keys (
    idempotency_key VARCHAR(255) NOT NULL PRIMARY KEY,
    fingerprint VARCHAR(128) NOT NULL,
    order_id VARCHAR(64) NOT NULL
);
ALTER TABLE idempotency_keys ADD COLUMN IF NOT EXISTS attempt VARCHAR(64) DEFAULT '' NOT NULL;
ALTER TABLE idempotency_keys ADD COLUMN IF NOT EXISTS begun TIMESTAMP WITH TIME ZONE;
ALTER TABLE idempotency_keys ADD COLUMN IF NOT EXISTS expires TIMESTAMP WITH TIME ZONE;
ALTER TABLE idempotency_keys ADD COLUMN IF NOT EXISTS note VARCHAR(200);
CREATE INDEX IF NOT EXISTS idempotency_keys_by_end ON idempotency_keys (expires);

-- Payments of orders, as the events of their accounts up to some sequence have made them. On disk: one for each order.
CREATE CACHED TABLE IF NOT EXISTS payments (
    account_id VARCHAR(64) NOT NULL,
    order_id VARCHAR(64) NOT NULL,
    event BIGINT NOT NULL,
    state VARCHAR(65536) NOT NULL,
    PRIMARY KEY (account_id, order_id)
);
CREATE CACHED TABLE IF NOT EXISTS accounts_kept (
    account_id VARCHAR(64) NOT NULL PRIMARY KEY,
    event BIGINT NOT NULL
);

-- Acceptance deadlines, times in milliseconds since 1970.
CREATE TABLE IF NOT EXISTS deadlines (
    ticket_id VARCHAR(64) NOT NULL PRIMARY KEY,
    due BIGINT NOT NULL,
    next_attempt BIGINT NOT NULL,
    attempts INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS deadlines_by_next_attempt ON deadlines (next_attempt);
CREATE INDEX IF NOT EXISTS deadlines_by_due ON deadlines (due);

-- Sequences of events that processes could not handle, times in milliseconds since 1970, and what waits in them.
CREATE TABLE IF NOT EXISTS parked_sequences (
    sequence_id VARCHAR(255) NOT NULL PRIMARY KEY,
    since BIGINT NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt BIGINT NOT NULL,
    leased_until BIGINT NOT NULL,
    lease BIGINT NOT NULL,
    cause VARCHAR(4000)
);
CREATE TABLE IF NOT EXISTS parked_events (
    sequence_id VARCHAR(255) NOT NULL,
    event_id VARCHAR(64) NOT NULL,
    aggregate_id VARCHAR(255) NOT NULL,
    sequence_number BIGINT NOT NULL,
    feed_position BIGINT NOT NULL,
    event_type VARCHAR(255) NOT NULL,
    happened BIGINT NOT NULL,
    PRIMARY KEY (sequence_id, event_id)
);

-- Who outside is told of which events, by which node (empty: none), and how far that has come; as JSON.
CREATE TABLE IF NOT EXISTS subscriptions (
    name VARCHAR(64) NOT NULL PRIMARY KEY,
    id VARCHAR(64) NOT NULL,
    revision BIGINT NOT NULL,
    owner VARCHAR(255) NOT NULL,
    subscription VARCHAR(65536) NOT NULL,
    progress VARCHAR(4194304) NOT NULL
);

-- The keys with which personal data is encrypted, each itself encrypted with the master key of that id; both empty for who is forgotten. On disk.
CREATE CACHED TABLE IF NOT EXISTS personal_keys (
    owner VARCHAR(255) NOT NULL PRIMARY KEY,
    master VARCHAR(40) NOT NULL,
    wrapped VARCHAR(200) NOT NULL
);

-- Where versions before kept them. What was not handled is moved.
CREATE TABLE IF NOT EXISTS scheduled_tasks (
    task_name VARCHAR(100) NOT NULL,
    task_instance VARCHAR(100) NOT NULL,
    execution_time TIMESTAMP WITH TIME ZONE
);
INSERT INTO deadlines SELECT task_instance, UNIX_MILLIS(execution_time), UNIX_MILLIS(execution_time), 0 FROM scheduled_tasks
    WHERE task_name = 'acceptance-deadline' AND task_instance NOT IN (SELECT ticket_id FROM deadlines);
DROP TABLE scheduled_tasks;
