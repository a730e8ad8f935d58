-- How long tests took in runs of CI that were read, a JSON object of seconds by test.
CREATE TABLE ci_test_times (
    repository_key TEXT NOT NULL,
    workflow TEXT NOT NULL,
    run_id BIGINT NOT NULL,
    head_sha TEXT NOT NULL,
    seconds TEXT NOT NULL,
    noted_at TEXT NOT NULL,
    PRIMARY KEY (repository_key, workflow, run_id)
);
