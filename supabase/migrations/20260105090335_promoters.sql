-- Promoters: people outside the house who bring guests, by names on their lists and by a code in the shop's address.

create table public.promoters (
  id uuid primary key default gen_random_uuid(),
  name text not null check (length(name) between 1 and 80),
  code text not null unique check (code ~ '^[A-Z0-9]{3,24}$'),
  commission_per text not null default 'none' check (commission_per in ('none', 'sale', 'head')),
  commission_percent decimal(5, 2) check (commission_percent > 0 and commission_percent <= 100),
  commission_amount decimal(10, 2) check (commission_amount > 0),
  commission_currency text check (commission_currency ~ '^[a-z]{3}$'),
  token_hash bytea unique,
  link_made_at timestamptz,
  ended_at timestamptz,
  created_by uuid,
  created_at timestamptz not null default now(),
  constraint promoters_commission_is_one_thing check (
    case commission_per
      when 'none' then num_nonnulls(commission_percent, commission_amount) = 0
      when 'head' then commission_amount is not null and commission_percent is null
      else num_nonnulls(commission_percent, commission_amount) = 1 end
    and (commission_amount is null) = (commission_currency is null))
);
comment on table public.promoters is
  'Who brings guests: by lists of their own, which a private link opens, and by their code in the shop''s address. They have no account.';
comment on column public.promoters.code is 'As it is compared: upper case. ?p=CODE in the shop counts a sale for them.';
comment on column public.promoters.commission_per is
  'sale: of each ticket sold by their code and kept; head: for each person who came in on their lists or on such a ticket; none: nothing.';
comment on column public.promoters.commission_percent is 'Of what was paid for the ticket; or commission_amount for each, in commission_currency.';
comment on column public.promoters.token_hash is 'SHA-256 of the token in their private link; null: they have none. The token itself is stored nowhere.';
comment on column public.promoters.ended_at is 'When they stopped: link and code no longer work, what they earned stays.';
alter table public.promoters enable row level security;
create policy "Managers can read promoters" on public.promoters
  for select to authenticated using ((select internal.is_manager()));
-- By column: nobody may read the link's hash.
grant select (id, name, code, commission_per, commission_percent, commission_amount, commission_currency, link_made_at, ended_at, created_at)
  on public.promoters to authenticated;
grant select on public.promoters to service_role;

create table public.promoter_terms (
  promoter_id uuid not null references public.promoters (id) on delete cascade,
  until timestamptz not null default clock_timestamp(),
  commission_per text not null,
  commission_percent decimal(5, 2),
  commission_amount decimal(10, 2),
  commission_currency text,
  primary key (promoter_id, until)
);
comment on table public.promoter_terms is
  'What was agreed with a promoter until then; what is agreed now stands with the promoter. A night is paid by what was agreed when it ended.';
alter table public.promoter_terms enable row level security;
create policy "Managers can read earlier terms" on public.promoter_terms
  for select to authenticated using ((select internal.is_manager()));
grant select on public.promoter_terms to authenticated, service_role;

create function internal.keep_promoter_terms()
returns trigger
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  insert into public.promoter_terms (promoter_id, commission_per, commission_percent, commission_amount, commission_currency)
  values (old.id, old.commission_per, old.commission_percent, old.commission_amount, old.commission_currency);
  return null;
end
$$;
comment on function internal.keep_promoter_terms is 'Security definer because nobody may write earlier terms.';
create trigger promoters_keep_terms after update on public.promoters for each row
when ((old.commission_per, old.commission_percent, old.commission_amount, old.commission_currency)
  is distinct from (new.commission_per, new.commission_percent, new.commission_amount, new.commission_currency))
execute function internal.keep_promoter_terms();

create function internal.promoter_terms_at(p_promoter public.promoters, p_moment timestamptz)
returns public.promoters
language plpgsql stable
set search_path = ''
as $$
declare
  v_terms public.promoter_terms;
begin
  select * into v_terms from public.promoter_terms t where t.promoter_id = p_promoter.id and t.until > p_moment order by t.until limit 1;
  if v_terms.promoter_id is not null then
    p_promoter.commission_per := v_terms.commission_per;
    p_promoter.commission_percent := v_terms.commission_percent;
    p_promoter.commission_amount := v_terms.commission_amount;
    p_promoter.commission_currency := v_terms.commission_currency;
  end if;
  return p_promoter;
end
$$;
comment on function internal.promoter_terms_at is 'The promoter with the commission that was agreed at that moment.';

alter table public.orders add column promoter_id uuid references public.promoters (id);
comment on column public.orders.promoter_id is 'Whose code was in the address when the checkout began; a fact that no later visit changes. Null: nobody''s.';
create index orders_by_promoter on public.orders (promoter_id, created_at) where promoter_id is not null;

create function internal.promoter_of_code(p_code text)
returns uuid
language sql stable
set search_path = ''
as $$ select p.id from public.promoters p where p.code = upper(trim(p_code)) and p.ended_at is null $$;
comment on function internal.promoter_of_code is
  'The promoter whose code this is; null for any other text: an address that somebody mistyped must not stop a sale.';
