-- Posters: a public bucket of Supabase Storage, into which only managers may put anything.

do $$
begin
  -- A database without Storage (a bare Postgres in a test) does without posters.
  if to_regclass('storage.objects') is null then
    return;
  end if;
  insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
  values ('posters', 'posters', true, 1048576, array['image/webp', 'image/jpeg'])
  on conflict (id) do update set public = excluded.public, file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;
  create policy "Managers can add posters" on storage.objects
    for insert to authenticated with check (bucket_id = 'posters' and (select internal.is_manager()));
  create policy "Managers can list posters" on storage.objects
    for select to authenticated using (bucket_id = 'posters' and (select internal.is_manager()));
  create policy "Managers can remove posters" on storage.objects
    for delete to authenticated using (bucket_id = 'posters' and (select internal.is_manager()));
end
$$;
