using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Files;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;

namespace Rapport.Tests.Core.Files;

public abstract class UploadsTests(TestDatabase database)
{
    [Fact]
    public async Task A_file_comes_whole_in_pieces_that_begin_where_the_last_ended()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var cabinet = new Cabinet(db);
        var upload = (await cabinet.Uploads.Begin("pieces.txt", 10)).Value;

        Assert.Equal(4, (await Append(cabinet, upload.Id, 0, "abcd")).Value.Received);
        Assert.Equal(
            RefusalKind.Stale,
            (await Append(cabinet, upload.Id, 2, "cdef")).Refusal!.Kind
        );
        Assert.Equal(10, (await Append(cabinet, upload.Id, 4, "efghij")).Value.Received);
        var file = (
            await cabinet.Attachments.Attach(Cabinet.On(await firm.Client("Pieces")), upload.Id)
        ).Value;
        Assert.Equal("abcdefghij", await cabinet.Read(file));
    }

    [Fact]
    public async Task What_came_before_the_line_broke_counts()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var cabinet = new Cabinet(db);
        var upload = (await cabinet.Uploads.Begin("broken.txt", 10)).Value;
        await using var broken = new Breaking("abcd"u8.ToArray());
        Assert.Equal(4, (await cabinet.Uploads.Append(upload.Id, 0, broken)).Value.Received);
        var early = await cabinet.Attachments.Attach(
            Cabinet.On(await firm.Client("Broken")),
            upload.Id
        );
        Assert.Equal(Fault.FileCut, early.Refusal!.Faults[0].Fault);
        Assert.True((await Append(cabinet, upload.Id, 4, "efghij")).Value.IsWhole);
    }

    [Fact]
    public async Task What_a_killed_process_wrote_without_saying_so_is_written_over()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var cabinet = new Cabinet(db);
        var upload = (await cabinet.Uploads.Begin("killed.txt", 6)).Value;
        await Append(cabinet, upload.Id, 0, "abc");
        var path = Path.Combine(db.Folder, "uploads", upload.Id.ToString("N"));
        await File.AppendAllTextAsync(path, "half a pie");
        await Append(cabinet, upload.Id, 3, "def");
        Assert.Equal("abcdef", await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task What_is_too_large_empty_or_could_run_is_refused_in_words()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        await new Firms(db).Change(new FirmDetails(null, "EUR", "Europe/Berlin", null, 1));
        var uploads = new Cabinet(db).Uploads;
        Assert.Equal(Fault.FileTooLarge, Why(await uploads.Begin("big.txt", (1 << 20) + 1)));
        Assert.Equal(Fault.FileEmpty, Why(await uploads.Begin("none.txt", 0)));
        Assert.Equal(Fault.FileCanRun, Why(await uploads.Begin("run.exe", 5)));
        Assert.Equal(Fault.FileCanRun, Why(await Receive(uploads, "lies.pdf", "MZ and more")));
        Assert.Equal(Fault.FileEmpty, Why(await Receive(uploads, "unknown.txt", "", null)));
        Assert.Equal(
            Fault.FileTooLarge,
            Why(await Receive(uploads, "long.txt", new string('x', (1 << 20) + 1), null))
        );
        Assert.Equal(Fault.FileTooLarge, Why(await Receive(uploads, "longer.txt", "abcdef", 3)));
        Assert.Equal(Fault.FileCut, Why(await Receive(uploads, "shorter.txt", "abc", 6)));
        Assert.Empty(await db.Set<Upload>().Where(u => u.Name == "lies.pdf").ToListAsync());
    }

    [Fact]
    public async Task An_upload_is_known_to_who_began_it_alone()
    {
        await using var firm = new TestFirm(database.Place);
        var (anna, bert) = (
            await firm.Colleague(Roles.Consultant),
            await firm.Colleague(Roles.Administrator)
        );
        await using var hers = firm.As(anna);
        var upload = await new Cabinet(hers).Bring("hers.txt", "hers");
        await using var his = firm.As(bert);
        Assert.Null(await new Cabinet(his).Uploads.Find(upload.Id));
    }

    [Fact]
    public async Task One_that_is_not_finished_within_a_day_is_swept()
    {
        var clock = new TestClock();
        await using var firm = new TestFirm(database.Place, clock);
        await using var db = firm.System();
        var cabinet = new Cabinet(db);
        var old = await cabinet.Bring("old.txt", "old");
        var path = Path.Combine(db.Folder, "uploads", old.Id.ToString("N"));
        Assert.True(File.Exists(path));
        clock.Advance(Uploads.Life + Duration.FromMinutes(1));
        var fresh = await cabinet.Bring("fresh.txt", "fresh");
        await FileSweep.Run(db, cabinet.Store, default);
        Assert.False(File.Exists(path));
        Assert.Equal(
            [fresh.Id],
            await db.Set<Upload>()
                .Where(u => u.Id == old.Id || u.Id == fresh.Id)
                .Select(u => u.Id)
                .ToListAsync()
        );
    }

    private static Fault Why(Result<Upload> refused) => refused.Refusal!.Faults[0].Fault;

    private static async Task<Result<Upload>> Append(
        Cabinet cabinet,
        Guid id,
        long offset,
        string text
    )
    {
        using var piece = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await cabinet.Uploads.Append(id, offset, piece);
    }

    private static Task<Result<Upload>> Receive(Uploads uploads, string name, string text) =>
        Receive(uploads, name, text, text.Length);

    private static async Task<Result<Upload>> Receive(
        Uploads uploads,
        string name,
        string text,
        long? size
    )
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await uploads.Receive(name, size, content);
    }

    /// <summary>Gives what it has, then breaks as a line does.</summary>
    private sealed class Breaking(byte[] first) : MemoryStream(first)
    {
        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            return read > 0 ? read : throw new IOException("The line broke.");
        }
    }

    public sealed class OnSqlite(Sqlite database) : UploadsTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : UploadsTests(database),
            IClassFixture<Postgres>;
}
