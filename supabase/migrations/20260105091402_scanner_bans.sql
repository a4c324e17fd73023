-- What phones get of the ban list: keyed hashes, for the nights on which a ban applies.

create function internal.hashed_bans(p_event public.events, p_key bytea)
returns jsonb
language sql stable
set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('number', b.number, 'given', cardinality(n.given), 'family', cardinality(n.family),
    'born', b.born_on is not null,
    'pairs', (select jsonb_agg(internal.pair_hashes(g.word || ' ' || f.word, b.born_on, p_key) order by g.ord, f.ord)
      from unnest(n.given) with ordinality g (word, ord), unnest(n.family) with ordinality f (word, ord))) order by b.number), '[]')
  from public.house_bans b
  cross join lateral (select internal.name_sounds(b.given_names) as given, internal.name_sounds(b.family_names) as family) n
  -- The small hours belong to the day before. Not event_day, which a moved night keeps.
  where b.lifted_at is null and b.until >= ((p_event.event_date at time zone p_event.timezone) - interval '6 hours')::date
$$;
comment on function internal.hashed_bans is 'The bans that apply on an event''s day, as hashes with its key.';

create function public.scanner_bans(p_event_id uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_device public.devices := internal.require_device();
  v_event public.events := internal.require_device_event(v_device, p_event_id);
  v_mark uuid;
  v_key bytea;
begin
  -- A phone fetches it after a change; hashing the list must not become a way to keep the server busy.
  if not (public.take_rate_token('scanner_bans', v_device.id::text, 20, 20) ->> 'allowed')::boolean then
    perform internal.fail('too_many_requests', 429);
  end if;
  if v_device.revoked_at is not null or v_event.ends_at < now() - interval '1 day' then
    return jsonb_build_object('mark', null, 'key', '', 'bans', '[]'::jsonb);
  end if;
  -- Read before the list: if that changes meanwhile, the phone fetches it once more.
  select s.bans_mark into v_mark from public.settings s;
  insert into public.ban_keys (event_id) values (p_event_id) on conflict (event_id) do nothing;
  select k.key into v_key from public.ban_keys k where k.event_id = p_event_id;
  return jsonb_build_object('mark', v_mark, 'key', internal.base64url(v_key), 'bans', internal.hashed_bans(v_event, v_key));
end
$$;
comment on function public.scanner_bans is
  'The bans that apply to this event as hashes of their names, with the event''s key and the mark of the list that they are from; nothing for a revoked phone or a night that is over. Twenty a minute per phone. Security definer because a phone may read no table; it gets its own events only.';
grant execute on function public.scanner_bans to authenticated;
