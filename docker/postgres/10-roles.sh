#!/bin/sh
# Runs once, when the database's volume is new: one role that owns the tables, one that answers requests.
set -eu
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --set owner_password="$OWNER_PASSWORD" --set web_password="$WEB_PASSWORD" <<'SQL'
create role waymark_owner login password :'owner_password';
create role waymark_web login password :'web_password';
create database waymark owner waymark_owner encoding 'UTF8' template template0;
revoke all on database waymark from public;
grant connect, temporary on database waymark to waymark_web;
SQL
