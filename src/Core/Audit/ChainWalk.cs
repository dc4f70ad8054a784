namespace Rapport.Audit;

/// <summary>An entry whose link does not follow from the one before it: altered, put elsewhere, or behind one that was.</summary>
/// <param name="Before">The link that stands at the place before.</param>
/// <param name="Link">The link that stands at its own.</param>
/// <param name="Body">What a link covers of it.</param>
public sealed record Suspect(long Seq, Guid EntryId, byte[] Before, byte[] Link, byte[] Body);

/// <summary>How far a walk along the chain came, and what it found.</summary>
/// <param name="Link">The last link seen: the next one is to follow from it.</param>
/// <param name="Suspects">Those of the findings whose kind is told when the walk is over.</param>
/// <param name="Signed">The last place of which a head by our key tells.</param>
public sealed record VerifyPlace(
    long Seq,
    byte[] Link,
    IReadOnlyList<Finding> Findings,
    bool AtEnd = false,
    IReadOnlyList<Suspect>? Suspects = null,
    long Signed = 0
)
{
    public static readonly VerifyPlace Start = new(0, Chain.Start, []);
}

/// <summary>Walks along entries in the order of their places and says what does not follow. Pure.</summary>
public sealed class ChainWalk(VerifyPlace from)
{
    private const int MostFindings = 100;

    private readonly List<Finding> findings = [.. from.Findings];
    private readonly List<Suspect> suspects = [.. from.Suspects ?? []];
    private byte[] link = from.Link;
    private long told = from.Signed;

    /// <summary>The last place seen.</summary>
    public long Seq { get; private set; } = from.Seq;

    public byte[] Link => link;

    /// <summary>More findings would say nothing more.</summary>
    public bool IsFull => findings.Count >= MostFindings;

    public void Next(AuditEntry entry, Flaw? ofPayload)
    {
        var seq = entry.Seq!.Value;
        if (seq != Seq + 1)
        {
            findings.Add(new Finding(Seq + 1, Flaw.Missing, null));
        }
        var body = Chain.Body(entry);
        var stands = entry.Link ?? Chain.Start;
        if (!Chain.Link(link, seq, body).AsSpan().SequenceEqual(stands))
        {
            findings.Add(new Finding(seq, Flaw.Broken, entry.Id));
            suspects.Add(new Suspect(seq, entry.Id, link, stands, body));
        }
        if (ofPayload is { } flaw)
        {
            findings.Add(new Finding(seq, flaw, entry.Id));
        }
        // Goes on from the link that stands there, so that one fault is told once.
        (Seq, link) = (seq, stands);
    }

    /// <summary>One that cannot be read: the walk goes on behind it.</summary>
    /// <param name="stands">The link that stands there; null where not even that can be read.</param>
    public void Skip(long seq, Guid? entryId, byte[]? stands)
    {
        if (seq != Seq + 1)
        {
            findings.Add(new Finding(Seq + 1, Flaw.Missing, null));
        }
        findings.Add(new Finding(seq, Flaw.Unreadable, entryId));
        (Seq, link) = (seq, stands ?? Chain.Start);
    }

    /// <param name="signed">By our key.</param>
    public void Check(ChainHead head, bool signed)
    {
        told = head.Seq == Seq && signed ? Seq : told;
        if (head.Seq == Seq && (!signed || !head.Link.AsSpan().SequenceEqual(link)))
        {
            findings.Add(new Finding(Seq, Flaw.Forged, null));
        }
    }

    public void Find(Finding finding) => findings.Add(finding);

    /// <param name="isCut">A signed head tells of entries behind the last.</param>
    public VerifyPlace Place(bool atEnd, bool isCut)
    {
        if (isCut && !IsFull)
        {
            findings.Add(new Finding(Seq + 1, Flaw.Cut, null));
        }
        else if (atEnd && told < Seq && !IsFull)
        {
            findings.Add(new Finding(told + 1, Flaw.Unsigned, null));
        }
        return atEnd
            ? new VerifyPlace(Seq, link, Told(), true, null, told)
            : new VerifyPlace(Seq, link, findings, false, suspects, told);
    }

    /// <summary>
    /// Names those that changed places: an untouched entry follows at the place where it was written and nowhere else. One
    /// behind them, which is itself where it belongs, is cleared.
    /// </summary>
    private List<Finding> Told()
    {
        var belongs = new Dictionary<long, long>();
        foreach (var suspect in suspects)
        {
            if (suspects.Find(at => at != suspect && Fits(suspect, at)) is { } place)
            {
                belongs[suspect.Seq] = place.Seq;
            }
        }
        if (belongs.Count == 0)
        {
            return findings;
        }
        var cleared = suspects
            .Where(s => !belongs.ContainsKey(s.Seq) && Fits(s, s))
            .Select(s => s.Seq)
            .ToHashSet();
        return
        [
            .. findings
                .Where(f => f.Flaw != Flaw.Broken || !cleared.Contains(f.Seq))
                // The head of a place at which another entry stands now says the same once more.
                .Where(f => f.Flaw != Flaw.Forged || !belongs.ContainsKey(f.Seq))
                .Select(f =>
                    f.Flaw == Flaw.Broken && belongs.TryGetValue(f.Seq, out var place)
                        ? f with
                        {
                            Flaw = Flaw.Moved,
                            Belongs = place,
                        }
                        : f
                ),
        ];
    }

    /// <summary>Whether an entry follows at the place of another, from any link that may have stood before that.</summary>
    private bool Fits(Suspect entry, Suspect at) =>
        suspects
            .Select(s => s.Link)
            .Prepend(at.Before)
            .Select(before => Chain.Link(before, at.Seq, entry.Body))
            .Any(l => l.AsSpan().SequenceEqual(entry.Link) || l.AsSpan().SequenceEqual(at.Link));
}
