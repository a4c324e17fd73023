-- What managers do with promoters: make, change, give a private link, end.

create function internal.promoter_row(p_promoter public.promoters)
returns jsonb
language sql stable
set search_path = ''
as $$
  select jsonb_build_object('id', p_promoter.id, 'name', p_promoter.name, 'code', p_promoter.code,
    'commission_per', p_promoter.commission_per, 'commission_percent', trim_scale(p_promoter.commission_percent)::text,
    'commission_amount', p_promoter.commission_amount::text, 'commission_currency', p_promoter.commission_currency,
    'link_made_at', p_promoter.link_made_at, 'ended_at', p_promoter.ended_at, 'created_at', p_promoter.created_at,
    'lists', (select count(*) from public.guest_lists l where l.promoter_id = p_promoter.id),
    'arrived', (select coalesce(sum(e.arrived), 0) from public.guest_lists l join public.list_entries e on e.list_id = l.id where l.promoter_id = p_promoter.id),
    'sold', (select count(*) from public.orders o join public.tickets t on t.order_id = o.id where o.promoter_id = p_promoter.id and t.status = 'issued'))
$$;
comment on function internal.promoter_row is 'A promoter as managers see them, with what they brought so far: heads on their lists, and tickets sold by their code that were kept.';

create function public.promoter_list()
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  perform internal.require_action('promoters');
  return (select coalesce(jsonb_agg(internal.promoter_row(p) order by p.ended_at is not null, internal.fold_name(p.name), p.id), '[]') from public.promoters p);
end
$$;
comment on function public.promoter_list is
  'All promoters, those who stopped last. Security definer because it counts orders; it checks the caller''s role itself.';
grant execute on function public.promoter_list to authenticated;

create function public.save_promoter(p_id uuid, p_promoter jsonb)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_name text := trim(coalesce(p_promoter ->> 'name', ''));
  v_code text := upper(regexp_replace(coalesce(p_promoter ->> 'code', ''), '\s', '', 'g'));
  v_per text := coalesce(p_promoter ->> 'commission_per', 'none');
  v_percent decimal := case when pg_input_is_valid(p_promoter ->> 'commission_percent', 'numeric') then (p_promoter ->> 'commission_percent')::decimal end;
  v_amount decimal := case when pg_input_is_valid(p_promoter ->> 'commission_amount', 'numeric') then (p_promoter ->> 'commission_amount')::decimal end;
  v_currency text := nullif(lower(p_promoter ->> 'commission_currency'), '');
  v_saved public.promoters;
begin
  perform internal.require_action('promoters');
  if length(v_name) not between 1 and 80 then
    perform internal.fail('invalid_request', 400, '{"field": "name"}');
  elsif v_code !~ '^[A-Z0-9]{3,24}$' then
    perform internal.fail('invalid_request', 400, '{"field": "code"}');
  elsif v_percent <> round(v_percent, 2) or v_amount <> round(v_amount, 2) or v_amount > 999999.99
    or v_amount is not null and (v_currency is null or not internal.fits_currency(v_amount, v_currency)) then
    perform internal.fail('invalid_request', 400, '{"field": "commission"}');
  end if;
  begin
    if exists (select from public.promoters p where p.id = p_id) then
      update public.promoters p set name = v_name, code = v_code, commission_per = v_per, commission_percent = v_percent, commission_amount = v_amount,
        commission_currency = case when v_amount is not null then v_currency end
      where p.id = p_id returning * into v_saved;
    else
      insert into public.promoters (id, name, code, commission_per, commission_percent, commission_amount, commission_currency, created_by)
      values (coalesce(p_id, gen_random_uuid()), v_name, v_code, v_per, v_percent, v_amount, case when v_amount is not null then v_currency end, auth.uid())
      returning * into v_saved;
    end if;
  exception
    when unique_violation then
      perform internal.fail('promoter_code_taken', 409);
    when check_violation or numeric_value_out_of_range then
      perform internal.fail('invalid_request', 400, '{"field": "commission"}');
  end;
  perform internal.log_action('save_promoter', null, null, '', jsonb_build_object('promoter_id', v_saved.id, 'code', v_saved.code,
    'commission_per', v_saved.commission_per, 'percent', v_saved.commission_percent, 'amount', v_saved.commission_amount));
  return internal.promoter_row(v_saved);
end
$$;
comment on function public.save_promoter is
  'Makes a promoter with this id, or changes the one who has it: {name, code, commission_per, commission_percent or commission_amount, commission_currency}. A night is paid by what was agreed when it ended. Security definer because no role may write promoters directly; it checks the caller''s role itself.';
grant execute on function public.save_promoter to authenticated;

create function public.renew_promoter_link(p_id uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_token text := internal.base64url(extensions.gen_random_bytes(16));
  v_promoter public.promoters;
begin
  perform internal.require_action('promoters');
  update public.promoters p set token_hash = sha256(convert_to(v_token, 'UTF8')), link_made_at = now()
  where p.id = p_id and p.ended_at is null returning * into v_promoter;
  if v_promoter.id is null then
    perform internal.fail('not_found', 404);
  end if;
  perform internal.log_action('renew_promoter_link', null, null, '', jsonb_build_object('promoter_id', p_id));
  return jsonb_build_object('promoter', internal.promoter_row(v_promoter), 'token', v_token);
end
$$;
comment on function public.renew_promoter_link is
  'A new private link for a promoter; the one before stops working. The token of 128 bits is in this answer only. Security definer because no role may write promoters directly; it checks the caller''s role itself.';
grant execute on function public.renew_promoter_link to authenticated;

create function public.end_promoter(p_id uuid, p_ended boolean)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_promoter public.promoters;
begin
  perform internal.require_action('promoters');
  update public.promoters p set ended_at = case when p_ended then coalesce(p.ended_at, now()) end,
    token_hash = case when not p_ended then p.token_hash end, link_made_at = case when not p_ended then p.link_made_at end
  where p.id = p_id returning * into v_promoter;
  if v_promoter.id is null then
    perform internal.fail('not_found', 404);
  end if;
  perform internal.log_action(case when p_ended then 'end_promoter' else 'resume_promoter' end, null, null, '', jsonb_build_object('promoter_id', p_id));
  return internal.promoter_row(v_promoter);
end
$$;
comment on function public.end_promoter is
  'Ends a promoter, whose link is gone and whose code no longer counts, or lets them back, for whom a new link is made. Security definer because no role may write promoters directly; it checks the caller''s role itself.';
grant execute on function public.end_promoter to authenticated;
