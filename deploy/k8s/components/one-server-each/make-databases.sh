#!/bin/bash
# Runs once, on an empty disk: a database and two roles a service, as docs/operations.md says ("Make a database").
set -euo pipefail
for service in identity index early-help safeguarding learning health outcomes; do
  psql -v ON_ERROR_STOP=1 --username postgres --dbname postgres \
    -v service="$service" -v owner="${service}_owner" \
    -v password="$(cat "/run/roles/$service/password")" -v owner_password="$(cat "/run/roles/${service}_owner/password")" <<'SQL'
CREATE ROLE :"owner" LOGIN PASSWORD :'owner_password' NOSUPERUSER NOBYPASSRLS;
CREATE ROLE :"service" LOGIN PASSWORD :'password' NOSUPERUSER NOBYPASSRLS;
CREATE DATABASE :"service" OWNER :"owner";
REVOKE ALL ON DATABASE :"service" FROM PUBLIC;
SQL
done
