using Rapport.Files;
using Rapport.Values;

namespace Rapport.Web.Files;

/// <summary>
/// The files that a form brings: those in it, and those that were brought before it was sent. What came stays for a
/// day, so that a form that is refused need not bring them again.
/// </summary>
/// <param name="Whole">All that came as a whole.</param>
/// <param name="Refusal">What is wrong with the others; null when nothing is.</param>
public sealed record Brought(IReadOnlyList<Upload> Whole, Refusal? Refusal)
{
    /// <summary>The field's name in every form.</summary>
    public const string Field = "Files";

    /// <summary>What a form may weigh; larger files come by <c>/uploads</c>, piece by piece.</summary>
    public const long MostOfForm = (1L << 30) + (1 << 20);

    /// <summary>So much of files one entry keeps on a phone without a network.</summary>
    public const long MostKept = 25 << 20;

    public static readonly Brought Nothing = new([], null);

    public static async Task<Brought> By(
        HttpRequest request,
        IEnumerable<Guid>? before,
        Uploads uploads,
        CancellationToken cancel
    )
    {
        var whole = new List<Upload>();
        var faults = new Faults();
        foreach (var id in (before ?? []).Distinct())
        {
            var upload = await uploads.Find(id, cancel);
            if (upload is { IsWhole: true })
            {
                whole.Add(upload);
            }
            else
            {
                faults.Add("files", Fault.FileCut);
            }
        }
        var files = request.HasFormContentType ? request.Form.Files : null;
        foreach (var file in (files ?? new FormFileCollection()).Where(f => f.FileName.Length > 0))
        {
            await using var content = file.OpenReadStream();
            var received = await uploads.Receive(file.FileName, file.Length, content, cancel);
            if (received.Done)
            {
                whole.Add(received.Value);
            }
            else
            {
                foreach (var fault in received.Refusal!.Faults)
                {
                    faults.Add("files", fault.Fault, fault.Detail ?? FileName.Clean(file.FileName));
                }
            }
        }
        return new Brought(whole, faults.Any ? faults.Refusal : null);
    }

    /// <summary>All of it in the store, ready to be attached.</summary>
    public async Task<Result<IReadOnlyList<Upload>>> Keep(Uploads uploads, CancellationToken cancel)
    {
        var kept = new List<Upload>();
        foreach (var upload in Whole)
        {
            var one = await uploads.Keep(upload.Id, cancel);
            if (!one.Done)
            {
                return one.Refusal!;
            }
            kept.Add(one.Value);
        }
        return kept;
    }
}
