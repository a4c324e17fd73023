-- ID checks: what door phones offer for them. The checks themselves are acts of the door.

alter table public.settings add column id_check text not null default 'off' check (id_check in ('off', 'eye', 'licence'));
comment on column public.settings.id_check is
  'What door phones offer at a night with a minimum age: nothing, a tap for an ID that was looked at, or also reading the barcode of US and Canadian licences (docs/id-checks.md).';
