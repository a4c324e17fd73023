-- How managers say what a door sells, see what its phones carry, and take that back.

create function internal.door_sales(p_event public.events)
returns jsonb
language sql stable
set search_path = ''
as $$
  select jsonb_build_object('currency', p_event.currency,
    'types', (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'code', t.code, 'name', t.name, 'shop_price', t.price::text,
      'door_price', p.price::text, 'stock', coalesce(p.stock, 0),
      'carried', (select count(*) from public.door_stock s where s.ticket_type_id = t.id and s.ended is null)) order by t.sort, t.name), '[]')
      from public.ticket_types t left join public.door_prices p on p.ticket_type_id = t.id where t.event_id = p_event.id))
$$;
comment on function internal.door_sales is 'The types of a night with their price at the door (null: not sold there) and how many signed tickets phones carry.';

create function public.door_sales(p_event_id uuid)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  perform internal.require_action('door_sales');
  return internal.door_sales(internal.require_night(p_event_id));
end
$$;
comment on function public.door_sales is
  'What the door of a night sells, for how much, and what phones carry. Security definer because nobody may read stock; it checks the caller''s role itself.';
grant execute on function public.door_sales to authenticated;

create function public.save_door_sales(p_event_id uuid, p_types jsonb)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_event public.events;
begin
  perform internal.require_action('door_sales');
  -- Not the event's row: whoever sells locks the types first.
  perform pg_advisory_xact_lock(hashtextextended('door sales of ' || p_event_id, 0));
  v_event := internal.require_night(p_event_id);
  if jsonb_typeof(p_types) is distinct from 'array' or exists (
    select from jsonb_array_elements(p_types) e (item)
    left join public.ticket_types t on t.event_id = p_event_id and t.id::text = e.item ->> 'id'
    where t.id is null or not coalesce(e.item ->> 'price' ~ '^[0-9]{1,5}(\.[0-9]{1,2})?$', false)
      or not coalesce(internal.json_number(e.item, 'stock', 0, 20) % 1 = 0, false)
  ) or (select count(distinct e.item ->> 'id') < count(*) from jsonb_array_elements(p_types) e (item)) then
    perform internal.fail('invalid_request', 400);
  end if;
  if exists (select from jsonb_array_elements(p_types) e (item) where not internal.fits_currency((e.item ->> 'price')::decimal, v_event.currency)) then
    perform internal.fail('amount_not_chargeable', 422);
  end if;
  delete from public.door_prices p where p.event_id = p_event_id and p.ticket_type_id::text not in (select e.item ->> 'id' from jsonb_array_elements(p_types) e (item));
  insert into public.door_prices as p (ticket_type_id, event_id, price, stock)
  select (e.item ->> 'id')::uuid, p_event_id, (e.item ->> 'price')::decimal, (e.item ->> 'stock')::int from jsonb_array_elements(p_types) e (item)
  on conflict (ticket_type_id) do update set price = excluded.price, stock = excluded.stock;
  perform internal.return_stock(p_event_id, null, (select coalesce(array_agg(t.id), '{}') from public.ticket_types t
    where t.event_id = p_event_id and not exists (select from public.door_prices p where p.ticket_type_id = t.id)));
  perform internal.log_action('save_door_sales', p_event_id, null, '', jsonb_build_object('types', p_types));
  perform internal.nudge(p_event_id, 'scans');
  return internal.door_sales(v_event);
end
$$;
comment on function public.save_door_sales is
  'Says which types the door of a night sells, for how much, and how many signed tickets each phone keeps ready; what is left out is sold no more, and comes back from the phones. Security definer because nobody writes door prices but through it; it checks the caller''s role itself.';
grant execute on function public.save_door_sales to authenticated;

create function public.take_back_stock(p_event_id uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_event public.events;
  v_returned int;
begin
  perform internal.require_action('door_sales');
  perform pg_advisory_xact_lock(hashtextextended('door sales of ' || p_event_id, 0));
  v_event := internal.require_night(p_event_id);
  v_returned := internal.return_stock(p_event_id);
  -- Else the phones would ask for the same again at once.
  update public.door_prices p set stock = 0 where p.event_id = p_event_id;
  perform internal.log_action('take_back_stock', p_event_id, null, '', jsonb_build_object('tickets', v_returned));
  perform internal.nudge(p_event_id, 'scans');
  return internal.door_sales(v_event);
end
$$;
comment on function public.take_back_stock is
  'Puts on sale again what phones carry and have not sold, also phones that are not heard; from then on each sells one ticket at a time, and only online. Security definer because no role may write stock or counters directly; it checks the caller''s role itself.';
grant execute on function public.take_back_stock to authenticated;
