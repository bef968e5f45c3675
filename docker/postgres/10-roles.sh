#!/bin/sh
# Runs once, when the database's volume is new: one role that owns the tables, one that answers requests, and one
# that reads everything for a backup, row-level security apart.
set -eu
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --set owner_password="$OWNER_PASSWORD" --set web_password="$WEB_PASSWORD" \
    --set backup_password="$BACKUP_PASSWORD" <<'SQL'
create role waymark_owner login password :'owner_password';
create role waymark_web login password :'web_password';
create role waymark_backup login bypassrls password :'backup_password';
grant pg_read_all_data to waymark_backup;
create database waymark owner waymark_owner encoding 'UTF8' template template0;
revoke all on database waymark from public;
grant connect, temporary on database waymark to waymark_web;
grant connect on database waymark to waymark_backup;
SQL
