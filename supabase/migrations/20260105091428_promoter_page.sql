-- The promoter's own page, opened by their private link: their lists, their names, their code, and nothing of anybody else's.

create function internal.promoter_of_link(p_promoter_id uuid, p_token_hash text)
returns public.promoters
language plpgsql stable
set search_path = ''
as $$
declare
  v_promoter public.promoters;
begin
  select * into v_promoter from public.promoters p
  where p.id = p_promoter_id and encode(p.token_hash, 'hex') = lower(p_token_hash) and p.ended_at is null;
  if v_promoter.id is null then
    perform internal.fail('promoter_link_ended', 404);
  end if;
  return v_promoter;
end
$$;
comment on function internal.promoter_of_link is 'The promoter whose link this is, by the SHA-256 of its token in hex; promoter_link_ended for any other.';

create function public.promoter_view(p_promoter_id uuid, p_token_hash text)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_promoter public.promoters := internal.promoter_of_link(p_promoter_id, p_token_hash);
begin
  return jsonb_build_object('name', v_promoter.name, 'code', v_promoter.code, 'nights', (
    select coalesce(jsonb_agg(jsonb_build_object('name', e.name, 'slug', e.slug, 'event_date', e.event_date, 'timezone', e.timezone,
      'on_sale', internal.event_state(e) = 'published', 'cancelled', e.status = 'cancelled', 'over', now() >= e.ends_at,
      'sold', (select count(*) from public.orders o join public.tickets t on t.order_id = o.id
        where o.promoter_id = v_promoter.id and o.event_id = e.id and t.status = 'issued'),
      'lists', (select coalesce(jsonb_agg(jsonb_build_object('list', internal.list_row(l), 'entries', internal.entries_of_list(l.id)) order by l.created_at, l.id), '[]')
        from public.guest_lists l where l.event_id = e.id and l.promoter_id = v_promoter.id))
      order by e.event_date, e.id), '[]')
    from public.events e
    where e.ends_at > now() - interval '3 days' and e.status <> 'draft'
      and (internal.event_state(e) = 'published' or exists (select from public.guest_lists l where l.event_id = e.id and l.promoter_id = v_promoter.id))));
end
$$;
comment on function public.promoter_view is
  'What a promoter''s page shows: their lists of coming nights and of those just over, and the nights that their code sells. Security definer because the token, not the role, opens it.';
grant execute on function public.promoter_view to service_role;

create function public.promoter_add_names(p_promoter_id uuid, p_token_hash text, p_list_id uuid, p_names jsonb)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_promoter public.promoters := internal.promoter_of_link(p_promoter_id, p_token_hash);
begin
  if not exists (select from public.guest_lists l where l.id = p_list_id and l.promoter_id = v_promoter.id) then
    perform internal.fail('not_found', 404);
  end if;
  return internal.take_names(p_list_id, p_names, true);
end
$$;
comment on function public.promoter_add_names is
  'Names onto one of the promoter''s own lists; not_found for any other. Security definer because the token, not the role, opens it.';
grant execute on function public.promoter_add_names to service_role;

create function public.promoter_change_name(p_promoter_id uuid, p_token_hash text, p_entry_id uuid, p_change jsonb)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_promoter public.promoters := internal.promoter_of_link(p_promoter_id, p_token_hash);
  v_entry public.list_entries;
begin
  select e.* into v_entry from public.list_entries e join public.guest_lists l on l.id = e.list_id
  where e.id = p_entry_id and l.promoter_id = v_promoter.id;
  if v_entry.id is null then
    perform internal.fail('not_found', 404);
  end if;
  return internal.change_name(v_entry, p_change);
end
$$;
comment on function public.promoter_change_name is
  'Changes or takes off a name on one of the promoter''s own lists; not_found for any other. Security definer because the token, not the role, opens it.';
grant execute on function public.promoter_change_name to service_role;
