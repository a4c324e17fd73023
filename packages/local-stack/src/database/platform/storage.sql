-- Schema storage as hosted Supabase has it, as far as a public bucket of pictures needs it.
create schema if not exists storage;
grant usage on schema storage to anon, authenticated, service_role;

create table if not exists storage.buckets (
  id text primary key,
  name text not null unique,
  owner uuid,
  public boolean default false,
  file_size_limit bigint,
  allowed_mime_types text[],
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);
alter table storage.buckets enable row level security;

create table if not exists storage.objects (
  id uuid primary key default gen_random_uuid(),
  bucket_id text references storage.buckets (id),
  name text,
  owner uuid,
  metadata jsonb,
  created_at timestamptz default now(),
  updated_at timestamptz default now(),
  unique (bucket_id, name)
);
comment on table storage.objects is 'What is stored; its policies say who may add, list and remove.';
alter table storage.objects enable row level security;
grant select, insert, update, delete on storage.objects to anon, authenticated, service_role;

-- Hosted keeps the bytes in S3.
create table if not exists storage.contents (
  object_id uuid primary key references storage.objects (id) on delete cascade,
  bytes bytea not null
);
comment on table storage.contents is 'The bytes of storage.objects, in the database so that they come and go with it.';
alter table storage.contents enable row level security;
