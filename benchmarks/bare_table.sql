-- What bare_insert.sql writes to.
CREATE TABLE IF NOT EXISTS bare_allocation (
    id bigserial PRIMARY KEY, resource_id int, during tstzrange, EXCLUDE USING gist (resource_id WITH =, during WITH &&)
);
