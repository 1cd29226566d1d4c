#!/usr/bin/env bash
# Make each service's database, with a role that alone may connect to it. Safe to repeat.
#
# Encoding and locale are named, so that they are the same on every server: order for people is by the collations
# of the columns, which only a UTF-8 database has.
#
# Run by PostgreSQL's administrator, natively by scripts/start.sh and in the container as
# /docker-entrypoint-initdb.d/create_databases.sh. Reads <SERVICE>_DB_PASSWORD for each of them, and
# SERVICE_ROLES_MAY_CREATE_DATABASES=true where tests make databases of their own.
set -euo pipefail

create_database() {
    SERVICE_ROLE=$1_service SERVICE_DATABASE=$1_service_db SERVICE_PASSWORD=$2 \
        psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
\getenv role SERVICE_ROLE
\getenv database SERVICE_DATABASE
\getenv password SERVICE_PASSWORD
\getenv may_create_databases SERVICE_ROLES_MAY_CREATE_DATABASES
SELECT format('CREATE ROLE %I LOGIN', :'role')
    WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'role') \gexec
SELECT format('ALTER ROLE %I PASSWORD %L %s', :'role', :'password',
              CASE WHEN :'may_create_databases' = 'true' THEN 'CREATEDB' ELSE 'NOCREATEDB' END) \gexec
SELECT format('CREATE DATABASE %I OWNER %I TEMPLATE template0 ENCODING ''UTF8'' LOCALE ''C.UTF-8''', :'database', :'role')
    WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec
REVOKE CONNECT ON DATABASE :"database" FROM PUBLIC;
SQL
}

export SERVICE_ROLES_MAY_CREATE_DATABASES=${SERVICE_ROLES_MAY_CREATE_DATABASES:-false}
for service in authentication customer employee vehicleandproject appointment notification user chatbot; do
    password=${service^^}_DB_PASSWORD
    [[ -n ${!password:-} ]] || {
        echo "create_databases.sh: $password is not set." >&2
        exit 1
    }
    create_database "$service" "${!password}"
done
