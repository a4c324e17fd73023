-- What a hosted Supabase project has before the first migration, as far as it matters to ours: postgres is not a
-- superuser, Auth has columns of its own, and schema realtime belongs to another role.
grant anon, authenticated, service_role to hosted;
create schema extensions;
create extension pgcrypto with schema extensions;
create schema auth;
create table auth.users (
  instance_id uuid, id uuid primary key, aud text, role text, email text, encrypted_password text, email_confirmed_at timestamptz,
  raw_app_meta_data jsonb, raw_user_meta_data jsonb, created_at timestamptz, updated_at timestamptz,
  confirmation_token text, recovery_token text, email_change text, email_change_token_new text);
create table auth.identities (
  id uuid primary key default gen_random_uuid(), provider_id text not null, user_id uuid not null references auth.users on delete cascade,
  identity_data jsonb not null, provider text not null, last_sign_in_at timestamptz, created_at timestamptz, updated_at timestamptz,
  email text generated always as (lower(identity_data ->> 'email')) stored, unique (provider_id, provider));
create function auth.uid() returns uuid language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim.sub', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid $$;
create schema realtime authorization supabase_realtime_admin;
create table realtime.messages (
  id uuid default gen_random_uuid(), topic text, extension text, payload jsonb, event text, private boolean, inserted_at timestamptz default now());
alter table realtime.messages enable row level security;
alter table realtime.messages owner to supabase_realtime_admin;
create function realtime.topic() returns text language sql stable as $$ select nullif(current_setting('realtime.topic', true), '') $$;
create function realtime.send(payload jsonb, event text, topic text, private boolean default true) returns void language sql as $$
  insert into realtime.messages (payload, event, topic, private, extension) values (payload, event, topic, private, 'broadcast') $$;
grant supabase_realtime_admin to hosted;
grant usage on schema auth, extensions, realtime to hosted, anon, authenticated, service_role;
grant all on all tables in schema auth to hosted;
grant insert, select on realtime.messages to hosted;
grant select on realtime.messages to authenticated;
-- The broad default privileges of a hosted project.
alter default privileges for role hosted in schema public grant all on tables to anon, authenticated, service_role;
alter default privileges for role hosted in schema public grant all on functions to anon, authenticated, service_role;
alter default privileges for role hosted in schema public grant all on sequences to anon, authenticated, service_role;
