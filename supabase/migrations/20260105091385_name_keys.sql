-- Name keys: the hashes by which phones recognise a name of the house list without carrying it. packages/ticket-core's
-- name-words, name-keys and ban-hash are the same rules; tests/vectors/name-keys.json proves them equal.

create function internal.name_words(p_name text)
returns text[]
language sql immutable
set search_path = ''
as $$
  with plain as (
    -- Upper case only in ASCII: lower() depends on the database's collation.
    select translate(
      replace(replace(replace(replace(replace(replace(replace(
        translate(regexp_replace(normalize(p_name, nfd), '[\u0300-\u036f]', '', 'g'), 'łŁøØđĐðÐı', 'llooddddi'),
        'ß', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th'),
      'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') as name
  )
  select coalesce((array_agg(w.word order by w.ord))[1:6], '{}')
  from plain p, unnest(string_to_array(regexp_replace(regexp_replace(p.name, '[''`\u00b4\u2018\u2019]', '', 'g'),
    '[\u0001-\u0060\u007b-\u007f\u00a0\u2000-\u206f]+', ' ', 'g'), ' ')) with ordinality w (word, ord)
  where w.word <> '' and w.word !~ '^[a-z]$' and w.word <> all (string_to_array(
    'de del la las los y e da das do dos di van von der den jr sr ii iii', ' '))
$$;
comment on function internal.name_words is
  'The words of a name without accents, joining words and initials, six at most. Letters outside the Latin alphabet stay as they are.';

create function internal.name_sound(p_word text)
returns text
language plpgsql immutable
set search_path = ''
as $$
declare
  -- In this order: each pattern, then what it becomes.
  c_sounds constant text[] := array['ph', 'f', 'ch', '0', 'h', '', 'qu|q', 'k', 'c(?=[eiy])', 's', 'c', 'k', 'z', 's', 'x', 'j',
    'g(?=[eiy])', 'j', 'gu(?=[eiy])', 'g', 'v', 'b', 'll', 'y', 'y', 'i', 'm(?=[bp])', 'n', '(.)\1+', '\1'];
  v_sound text := p_word;
begin
  for i in 1 .. cardinality(c_sounds) by 2 loop
    v_sound := regexp_replace(v_sound, c_sounds[i], c_sounds[i + 1], 'g');
  end loop;
  return v_sound;
end
$$;
comment on function internal.name_sound is
  'How a word of name_words sounds: spellings that sound alike in Spanish or English become one.';

create function internal.name_sounds(p_names text)
returns text[]
language sql immutable
set search_path = ''
as $$
  select coalesce(array_agg(s.sound order by s.ord), '{}')
  from (select internal.name_sound(w.word) as sound, min(w.ord) as ord
    from unnest(internal.name_words(p_names)) with ordinality w (word, ord) group by 1) s
$$;
comment on function internal.name_sounds is 'The distinct sounds of a name, in its order.';

create function internal.ban_hash(p_text text, p_key bytea)
returns text
language sql immutable
set search_path = ''
as $$ select translate(encode(substr(extensions.hmac(convert_to(p_text, 'UTF8'), p_key, 'sha256'), 1, 9), 'base64'), '+/', '-_') $$;
comment on function internal.ban_hash is 'The first 9 bytes of HMAC-SHA-256 as 12 characters of base64url.';

create function internal.pair_hashes(p_pair text, p_born date, p_key bytea)
returns jsonb
language sql stable
set search_path = ''
as $$
  select jsonb_build_object(
    'same', internal.ban_hash('=' || p_pair, p_key),
    'near', (select jsonb_agg(distinct internal.ban_hash('~' || n.text, p_key)) from (
      select p_pair as text
      union select left(p_pair, at - 1) || substr(p_pair, at + 1) from generate_series(1, length(p_pair)) at where substr(p_pair, at, 1) <> ' ') n),
    'born', internal.ban_hash('=' || p_pair || ' ' || to_char(p_born, 'YYYY-MM-DD'), p_key))
$$;
comment on function internal.pair_hashes is
  'The hashes of a given name and a surname, as "given family": the pair itself, what is left of it without one letter, and the pair with a birth date (null without one).';
