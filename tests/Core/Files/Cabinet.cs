using System.Text;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Files;
using Rapport.Interactions;
using Rapport.People;

namespace Rapport.Tests.Core.Files;

/// <summary>Files as one viewer brings and finds them, kept on the disk or wherever a test says.</summary>
internal sealed class Cabinet
{
    public Cabinet(Db db, IFileStore? store = null)
    {
        Db = db;
        Store = store ?? new DiskStore(Path.Combine(db.Folder, "files"));
        Uploads = new Uploads(db, Store, new Firms(db));
        Attachments = new Attachments(db, Uploads);
    }

    public Db Db { get; }
    public IFileStore Store { get; }
    public Uploads Uploads { get; }
    public Attachments Attachments { get; }

    public static Holder On(Client client) => new(nameof(Client), client.Id);

    public static Holder On(Interaction entry) => new(nameof(Interaction), entry.Id);

    public async Task<Attachment> Attach(Holder to, string name, string text)
    {
        var upload = await Bring(name, text);
        var attached = await Attachments.Attach(to, upload.Id);
        Assert.True(attached.Done, $"{attached.Refusal?.Kind}");
        return attached.Value;
    }

    public async Task<Upload> Bring(string name, string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var received = await Uploads.Receive(name, content.Length, content);
        Assert.True(received.Done, $"{received.Refusal?.Faults[0]}");
        return received.Value;
    }

    public async Task<string?> Read(Attachment file)
    {
        await using var stream = await Store.Open(file.Hash, file.Size, default);
        if (stream is null)
        {
            return null;
        }
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    public async Task<Interaction> Entry(
        Client client,
        Audience audience = Audience.Inside,
        params Guid[] named
    ) =>
        (
            await new Rapport.Interactions.Interactions(Db).Record(
                new InteractionDetails
                {
                    ClientId = client.Id,
                    Subject = "A talk",
                    Audience = audience,
                    Named = named,
                }
            )
        ).Value;
}
