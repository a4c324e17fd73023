-- Find my tickets: links to the orders of an address and to the tickets that it was given, by a mail to that address. Whoever asks learns nothing.

create table public.ticket_searches (
  id uuid primary key default gen_random_uuid(),
  email text not null check (email = lower(email) and length(email) <= 254),
  locale text not null default 'en' check (locale in ('en', 'es')),
  created_at timestamptz not null default now(),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  last_error text
);
comment on table public.ticket_searches is
  'Addresses whose tickets were asked for, known or not, until the worker has looked: a row goes when its mail was sent or none is due. No policy: only functions read it.';
create index ticket_searches_due on public.ticket_searches (next_attempt_at);
alter table public.ticket_searches enable row level security;
grant select on public.ticket_searches to service_role;

create function internal.orders_that_matter(p_email text)
returns jsonb
language sql stable
set search_path = ''
as $$
  with found as (
    select o.id as order_id, o.event_id, null::uuid as transfer_id from public.orders o
    where o.customer_email = p_email and o.forgotten_at is null and o.status in ('completed', 'partially_refunded', 'refund_pending')
    union all
    select x.order_id, o.event_id, x.id from public.ticket_transfers x join public.orders o on o.id = x.order_id
    where x.to_email = p_email and x.accepted_at is not null
      and exists (select from public.tickets t where t.transfer_id = x.id and t.status = 'issued')
  ), next as (
    select f.*, e.event_date from found f join public.events e on e.id = f.event_id
    where e.ends_at > now() - interval '1 day' order by e.event_date, f.order_id, f.transfer_id nulls first limit 20
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'transfer_id', n.transfer_id, 'number', o.number, 'link_version', o.link_version,
    'status', o.status, 'tickets', (
      -- Each holder's own: those that the payer gave away are not theirs any more.
      select count(*) from public.tickets t
      where t.order_id = o.id and t.transfer_id is not distinct from n.transfer_id and t.status = 'issued'),
    'event', internal.event_of_order(o.event_id)) order by n.event_date, o.id, n.transfer_id nulls first), '[]')
  from next n join public.orders o on o.id = n.order_id
$$;
comment on function internal.orders_that_matter is
  'Paid orders of an address, and the tickets that others handed to it (transfer_id), whose night is not long over, the next night first, 20 at most.';

create function public.request_tickets(p_email text, p_locale text default 'en')
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_email text := lower(trim(coalesce(p_email, '')));
begin
  if not internal.is_email(v_email) or length(v_email) > 254 then
    perform internal.fail('invalid_email', 422);
  end if;
  -- Nobody's inbox is filled: three, then one in twenty minutes. Orders aren't looked at here, so that a known address takes
  -- no longer than any other.
  if (public.take_rate_token('find_tickets_mail', v_email, 3, 0.05) ->> 'allowed')::boolean then
    insert into public.ticket_searches (email, locale) values (v_email, case when p_locale = 'es' then 'es' else 'en' end);
  end if;
  return jsonb_build_object('asked', true);
end
$$;
comment on function public.request_tickets is
  'Notes that the tickets of this address are asked for; the answer and the work are the same for a known and an unknown one. Security definer because no role may write ticket_searches.';
grant execute on function public.request_tickets to service_role;

create function public.claim_ticket_searches(p_limit int default 5, p_lease_seconds int default 120)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_search record;
  v_mails jsonb := '[]';
begin
  for v_search in
    select s.*, internal.orders_that_matter(s.email) as orders from public.ticket_searches s
    where s.next_attempt_at <= now() order by s.next_attempt_at limit p_limit for no key update of s skip locked
  loop
    -- Nothing to tell, or a provider that has failed for hours: whoever still looks asks again.
    if v_search.orders = '[]' or v_search.attempts >= 8 then
      delete from public.ticket_searches s where s.id = v_search.id;
      continue;
    end if;
    update public.ticket_searches s set attempts = s.attempts + 1,
      next_attempt_at = now() + greatest(p_lease_seconds, 60 * power(2, s.attempts)) * interval '1 second'
    where s.id = v_search.id;
    v_mails := v_mails || jsonb_build_object('id', v_search.id, 'to', v_search.email, 'locale', v_search.locale,
      'attempt', v_search.attempts + 1, 'orders', v_search.orders);
  end loop;
  return v_mails;
end
$$;
comment on function public.claim_ticket_searches is
  'Searches that found orders, to be mailed, claimed for p_lease_seconds; those that found none are gone. Security definer because no role may write ticket_searches.';
grant execute on function public.claim_ticket_searches to service_role;

create function public.finish_ticket_search(p_id uuid, p_error text default null)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  if p_error is null then
    delete from public.ticket_searches s where s.id = p_id;
  else
    update public.ticket_searches s set last_error = left(p_error, 200) where s.id = p_id;
  end if;
  return jsonb_build_object('noted', found);
end
$$;
comment on function public.finish_ticket_search is
  'Forgets a search whose mail was accepted, else keeps why it was not. Security definer because no role may write ticket_searches.';
grant execute on function public.finish_ticket_search to service_role;
