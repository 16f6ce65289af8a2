-- What the command side stores beside the events (HSQLDB). Run at every start.

-- Couriers as the dispatch last heard of them.
CREATE TABLE IF NOT EXISTS dispatch_couriers (
    courier_id VARCHAR(64) NOT NULL PRIMARY KEY,
    on_duty BOOLEAN NOT NULL,
    capacity INTEGER NOT NULL,
    carrying INTEGER NOT NULL,
    version BIGINT NOT NULL
);

-- Orders whose deliveries wait for a courier.
CREATE TABLE IF NOT EXISTS dispatch_waiting (
    order_id VARCHAR(64) NOT NULL PRIMARY KEY
);

-- Which order a client's Idempotency-Key stands for. Cached, that is on disk: it only grows.
CREATE CACHED TABLE IF NOT EXISTS idempotency_keys (
    idempotency_key VARCHAR(255) NOT NULL PRIMARY KEY,
    fingerprint VARCHAR(128) NOT NULL,
    order_id VARCHAR(64) NOT NULL
);

-- db-scheduler's table, columns and types as it wants them; our tasks carry no data.
CREATE TABLE IF NOT EXISTS scheduled_tasks (
    task_name VARCHAR(100) NOT NULL,
    task_instance VARCHAR(100) NOT NULL,
    task_data VARBINARY(1024),
    execution_time TIMESTAMP WITH TIME ZONE,
    picked BOOLEAN NOT NULL,
    picked_by VARCHAR(50),
    last_success TIMESTAMP WITH TIME ZONE,
    last_failure TIMESTAMP WITH TIME ZONE,
    consecutive_failures INTEGER,
    last_heartbeat TIMESTAMP WITH TIME ZONE,
    version BIGINT NOT NULL,
    priority INTEGER,
    state VARCHAR(20),
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX IF NOT EXISTS scheduled_tasks_by_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX IF NOT EXISTS scheduled_tasks_by_heartbeat ON scheduled_tasks (last_heartbeat);
