// The life of an embedded cluster: first start, next starts, crashes, conflicts.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { clusterFolders } from './cluster-folder.ts'
import { migrate } from './migrate.ts'
import { type Database, openDatabase, removeData } from './open-database.ts'
import { commandLineOf, isAlive } from './processes.ts'

const folders: string[] = []
const open: Database[] = []

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'maguey-test-'))
  folders.push(folder)
  return folder
}

async function openAt(dataDir: string, port?: number): Promise<Database> {
  const database = await openDatabase({ dataDir, port })
  open.push(database)
  return database
}

async function postmasterOf(database: Database): Promise<number> {
  const [row] = await database.sql`select pg_read_file('postmaster.pid') as text`
  return Number(String(row?.text).split('\n')[0])
}

afterEach(async () => {
  for (const database of open.splice(0)) await database.close()
  for (const folder of folders.splice(0)) await removeData(folder)
})

describe('a stack folder', () => {
  it('keeps data and keys from one start to the next', async () => {
    const dataDir = await makeFolder()
    const first = await openAt(dataDir)
    expect(first.applied.length).toBeGreaterThan(0)
    await first.sql`create table public.kept as select 42 as answer`
    await first.close()

    const second = await openAt(dataDir)
    expect(second.applied).toEqual([])
    expect(second.secrets).toEqual(first.secrets)
    expect(await second.sql`select answer from public.kept`).toMatchObject([{ answer: 42 }])
  })

  it('keeps its keys where only the owner reads them', async () => {
    const dataDir = await makeFolder()
    await openAt(dataDir)
    const { mode } = await stat(join(dataDir, 'secrets.json'))
    expect((mode & 0o777).toString(8)).toBe('600')
  })

  it('is deleted when it was only for throwing away', async () => {
    const database = await openDatabase()
    expect(existsSync(database.dataDir)).toBe(true)
    const pid = await postmasterOf(database)
    await database.close()
    expect(existsSync(database.dataDir)).toBe(false)
    expect(isAlive(pid)).toBe(false)
  })

  it('is refused to a second stack while the first runs', async () => {
    const dataDir = await makeFolder()
    const first = await openAt(dataDir)
    await expect(openAt(dataDir)).rejects.toMatchObject({ code: 'already_running' })
    expect(await first.sql`select 1 as alive`).toMatchObject([{ alive: 1 }])
  })

  it.runIf(process.getuid?.() === 0)(
    'works for root where no other user may enter, and is deleted from where it really lies',
    async () => {
      const closed = await makeFolder()
      await chmod(closed, 0o700)
      const dataDir = join(closed, 'stack')
      const database = await openAt(dataDir)
      const [row] = await database.sql`select current_setting('data_directory') as folder`
      expect(clusterFolders(dataDir)).toContain(row?.folder)
      expect(row?.folder).not.toContain(closed)
      await database.close()
      await removeData(dataDir)
      expect(existsSync(row?.folder)).toBe(false)
    },
  )
})

describe('after a crash', () => {
  it('a cluster whose owner was killed is taken over, with all that was committed', async () => {
    const dataDir = await makeFolder()
    const script = fileURLToPath(new URL('./fixtures/open-and-wait.ts', import.meta.url))
    const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = await once(child.stdout, 'data')
    const orphan = Number(String(line).trim())
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await commandLineOf(orphan)).toContain('postgres')

    const database = await openAt(dataDir)
    // Not `isAlive`: where nothing reaps zombies, the pid still exists.
    expect(await commandLineOf(orphan)).not.toContain('postgres')
    expect(await database.sql`select answer from public.kept`).toMatchObject([{ answer: 42 }])
  })

  it('a pid file that names some other living program is no obstacle', async () => {
    const dataDir = await makeFolder()
    const first = await openAt(dataDir)
    const [row] = await first.sql`select current_setting('data_directory') as folder`
    await first.close()
    const stranger = spawn('sleep', ['600'])
    await writeFile(join(row?.folder, 'postmaster.pid'), `${stranger.pid}\n${row?.folder}\n`)

    const second = await openAt(dataDir)
    expect(await second.sql`select 1 as alive`).toMatchObject([{ alive: 1 }])
    expect(stranger.signalCode).toBeNull()
    stranger.kill()
  })

  it('a first start that was killed half-way is begun again', async () => {
    const dataDir = await makeFolder()
    await mkdir(join(dataDir, 'postgres.new'), { recursive: true })
    await writeFile(join(dataDir, 'postgres.new', 'PG_VERSION'), '17\n')
    const database = await openAt(dataDir)
    expect(await database.sql`select 1 as alive`).toMatchObject([{ alive: 1 }])
  })
})

describe('when Postgres is killed under load', () => {
  it('the process lives, says so, starts it again and goes on with all that was committed', async () => {
    const script = fileURLToPath(new URL('./fixtures/lose-the-server.ts', import.meta.url))
    const child = spawn(process.execPath, ['--import', 'tsx', script], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (text) => {
        said += text
      })
    }
    const [code] = await once(child, 'exit')
    expect(said).toMatch(/stopped \(postgres ended with SIGKILL\) and is started again/)
    expect(said).toMatch(/The database is back/)
    expect(said).toMatch(/recovered with [1-9]\d* events/)
    expect(code).toBe(0)
  })
})

describe('what the user must mend is said clearly', () => {
  it('a port in use names the variable that changes it, and leaves nothing running', async () => {
    const dataDir = await makeFolder()
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    await expect(openAt(dataDir, port)).rejects.toMatchObject({
      code: 'port_in_use',
      message: expect.stringMatching(new RegExp(`${port}.*MAGUEY_DB_PORT=`)),
    })
    server.close()
    const database = await openAt(dataDir, port)
    expect(database.port).toBe(port)
  })

  it('a migration that fails names its file and line, and changes nothing', async () => {
    const database = await openAt(await makeFolder())
    const folder = await makeFolder()
    await writeFile(join(folder, '20300101000000_good.sql'), 'create table public.good ();')
    await writeFile(
      join(folder, '20300101000001_bad.sql'),
      'create table public.half ();\n\nselect nonsense();',
    )
    await expect(migrate(database.sql, folder)).rejects.toMatchObject({
      code: 'migration_failed',
      message: expect.stringContaining(
        '20300101000001_bad.sql:3: function nonsense() does not exist',
      ),
    })
    const [row] = await database.sql`
      select to_regclass('public.good') is not null as good, to_regclass('public.half') is null as clean`
    expect(row).toEqual({ good: true, clean: true })
    await writeFile(join(folder, '20300101000001_bad.sql'), 'create table public.half ();')
    expect(await migrate(database.sql, folder)).toEqual(['20300101000001_bad.sql'])
    expect(await migrate(database.sql, folder)).toEqual([])
    await writeFile(join(folder, '20300101000000_good.sql'), 'create table public.better ();')
    await expect(migrate(database.sql, folder)).rejects.toMatchObject({
      code: 'migration_changed',
      message: expect.stringMatching(/20300101000000_good.sql has changed.*db:reset/),
    })
  })

  it('a Postgres that does not start shows its own last words', async () => {
    const dataDir = await makeFolder()
    const first = await openAt(dataDir)
    const [row] = await first.sql`select current_setting('data_directory') as folder`
    await first.close()
    const file = join(row?.folder, 'postgresql.conf')
    await writeFile(file, `${await readFile(file, 'utf8')}\nno_such_setting = 1\n`)
    await expect(openAt(dataDir)).rejects.toMatchObject({
      code: 'postgres_failed',
      message: expect.stringContaining('no_such_setting'),
    })
  })
})

describe('the seed', () => {
  it("puts tonight's event in once, and a new night when that one is over", async () => {
    const dataDir = await makeFolder()
    const nights = (database: Database) => database.sql`
      select id from public.events
      where status = 'published' and admits_from <= now() and ends_at > now()`
    const first = await openDatabase({ dataDir, seed: true })
    const tonight = await nights(first)
    expect(tonight.length).toBeGreaterThan(0)
    const [before] = await first.sql`select count(*)::int as n from public.events`
    await first.close()

    const second = await openDatabase({ dataDir, seed: true })
    expect(await second.sql`select count(*)::int as n from public.events`).toEqual([before])
    await second.sql`
      update public.events set
        slug = 'last-' || slug, code = 'Z' || left(code, 5), event_day = event_day - 7,
        event_date = event_date - interval '7 days', doors_open_at = doors_open_at - interval '7 days',
        admits_from = admits_from - interval '7 days',
        ends_at = ends_at - interval '7 days', sales_start_at = sales_start_at - interval '7 days',
        sales_end_at = sales_end_at - interval '7 days'
      where id in ${second.sql(tonight.map((night) => night.id))}`
    expect(await nights(second)).toHaveLength(0)
    await second.close()

    const third = await openDatabase({ dataDir, seed: true })
    open.push(third)
    expect((await nights(third)).length).toBeGreaterThan(0)
  })
})
