using System.Security.Cryptography;
using Rapport.Files;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Core.Files;

/// <summary>What every store of files keeps to, wherever it is.</summary>
public abstract class FileStoreTests
{
    /// <summary>More than two parts of a multipart upload, and no whole number of them.</summary>
    private const int Large = (33 << 20) + 321;

    protected abstract IFileStore Store { get; }

    [Fact]
    public async Task What_is_put_in_comes_out_whole_and_from_any_place()
    {
        var bytes = RandomNumberGenerator.GetBytes(Large);
        var hash = await Put(bytes);
        Assert.True(await Store.Has(hash, default));

        await using var stream = (await Store.Open(hash, Large, default))!;
        using var read = new MemoryStream();
        await stream.CopyToAsync(read, TestContext.Current.CancellationToken);
        Assert.Equal(bytes, read.ToArray());

        stream.Position = Large - 5;
        var end = new byte[5];
        await stream.ReadExactlyAsync(end, TestContext.Current.CancellationToken);
        Assert.Equal(bytes[^5..], end);
    }

    [Fact]
    public async Task What_is_put_in_twice_is_there_once_and_what_is_taken_away_is_gone()
    {
        var bytes = RandomNumberGenerator.GetBytes(100);
        var hash = await Put(bytes);
        Assert.Equal(hash, await Put(bytes));
        await Store.Remove(hash, default);
        Assert.False(await Store.Has(hash, default));
        Assert.Null(await Store.Open(hash, 100, default));
        await Store.Remove(hash, default);
    }

    [Fact]
    public async Task What_was_never_there_is_not_found()
    {
        var hash = new string('0', 64);
        Assert.False(await Store.Has(hash, default));
        Assert.Null(await Store.Open(hash, 1, default));
    }

    private async Task<string> Put(byte[] bytes)
    {
        var path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        await Store.Put(hash, path, default);
        File.Delete(path);
        return hash;
    }

    public sealed class OnDisk : FileStoreTests, IDisposable
    {
        private readonly string folder = Directory
            .CreateTempSubdirectory("rapport-files-")
            .FullName;

        protected override IFileStore Store => new DiskStore(folder);

        public void Dispose() => Directory.Delete(folder, recursive: true);
    }

    public sealed class OnS3(S3Server server) : FileStoreTests, IClassFixture<S3Server>
    {
        protected override IFileStore Store => server.Store();
    }
}

/// <summary>The acts on a store that is elsewhere.</summary>
public sealed class FilesOnS3Tests(Sqlite database, S3Server server)
    : IClassFixture<Sqlite>,
        IClassFixture<S3Server>
{
    [Fact]
    public async Task A_file_is_attached_read_swept_and_leaves_nothing_beside_the_database()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var cabinet = new Cabinet(db, server.Store());
        var client = await firm.Client("Elsewhere");
        var entry = await cabinet.Entry(client);
        var file = await cabinet.Attach(Cabinet.On(entry), "far.txt", "far away");
        Assert.Equal("far away", await cabinet.Read(file));
        Assert.False(Directory.Exists(Path.Combine(db.Folder, "files")));
        Assert.Empty(Directory.GetFiles(Path.Combine(db.Folder, "uploads")));

        db.Remove(entry);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        await FileSweep.Run(db, cabinet.Store, default);
        Assert.Null(await cabinet.Read(file));
    }
}
