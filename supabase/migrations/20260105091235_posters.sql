-- Posters: a public bucket of Supabase Storage, into which only managers may put anything. Share pictures: one that only the
-- shop's server writes, with the secret key; no policy lets anybody else.

do $$
begin
  -- A database without Storage (a bare Postgres in a test) does without posters.
  if to_regclass('storage.objects') is null then
    return;
  end if;
  insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
  values ('posters', 'posters', true, 1048576, array['image/webp', 'image/jpeg'])
  on conflict (id) do update set public = excluded.public, file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;
  insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
  values ('share', 'share', true, 1048576, array['image/jpeg'])
  on conflict (id) do update set public = excluded.public, file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;
  create policy "Managers can add posters" on storage.objects
    for insert to authenticated with check (bucket_id = 'posters' and (select internal.is_manager()));
  create policy "Managers can list posters" on storage.objects
    for select to authenticated using (bucket_id = 'posters' and (select internal.is_manager()));
  create policy "Managers can remove posters" on storage.objects
    for delete to authenticated using (bucket_id = 'posters' and (select internal.is_manager()));
end
$$;

create table public.left_posters (
  image_url text primary key,
  left_at timestamptz not null
);
comment on table public.left_posters is
  'When a night last stopped showing a stored picture, for as long as that keeps the picture. No policy: functions only.';
alter table public.left_posters enable row level security;
grant select on public.left_posters to service_role;

create function internal.leave_poster()
returns trigger
language plpgsql volatile
set search_path = ''
as $$
begin
  insert into public.left_posters as l (image_url, left_at) values (old.image_url, now())
  on conflict (image_url) do update set left_at = excluded.left_at;
  delete from public.left_posters l where l.left_at < now() - interval '30 days';
  return null;
end
$$;
comment on function internal.leave_poster is 'Trigger: notes that a night no longer shows its picture, and forgets those that were left a month ago.';
create trigger events_leave_poster after update of image_url on public.events for each row
  when (old.image_url is distinct from new.image_url and old.image_url like '/storage/%') execute function internal.leave_poster();
create trigger events_leave_poster_when_deleted after delete on public.events for each row
  when (old.image_url like '/storage/%') execute function internal.leave_poster();

create function public.unused_posters(p_limit int default 100)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  if to_regclass('storage.objects') is null then
    return '[]';
  end if;
  return (
    select coalesce(jsonb_agg(o.name order by o.name), '[]')
    from (
      select s.name from storage.objects s cross join lateral (
        select '/storage/v1/object/public/posters/' || regexp_replace(s.name, '(-\d{1,4})?\.\w+$', '.') as stem
      ) x
      -- A poster that was replaced, which may be wanted back, or of a night that was never saved: its draft may wait on
      -- somebody's phone for a while.
      where s.bucket_id = 'posters' and s.created_at < now() - interval '30 days'
        and not exists (select from public.events e where starts_with(e.image_url, x.stem))
        and not exists (select from public.left_posters l where starts_with(l.image_url, x.stem) and l.left_at >= now() - interval '30 days')
      order by s.created_at limit least(greatest(p_limit, 1), 500)
    ) o
  );
end
$$;
comment on function public.unused_posters is
  'Names of stored pictures, all sizes, that were uploaded a month ago and that no night has shown for a month. Only Storage itself may delete them. Security definer because it reads storage.objects.';
grant execute on function public.unused_posters to service_role;
