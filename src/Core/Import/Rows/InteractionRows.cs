using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Import.Reading;
using Rapport.Interactions;
using Rapport.People;

namespace Rapport.Import.Rows;

/// <summary>
/// Rows as entries of the handbook: the same by (system, external id), else by client, moment, subject and text. An
/// entry is immutable: an id that comes again with another text is refused. What an entry corrects is linked when all
/// rows are in.
/// </summary>
internal sealed class InteractionRows(Batch batch) : IRows
{
    private readonly ClientNames clients = new(batch);
    private readonly EntryPeople people = new(batch);
    private readonly EntryReaders readers = new(batch);
    private readonly List<EntryDraft> entries =
    [
        .. batch.Drafts.Select(d => EntryDraft.Read(d, batch)),
    ];
    private Dictionary<(string System, string Id), Interaction> byId = [];
    private ILookup<(Guid?, Instant), Interaction> byMoment = null!;

    public async Task Decide(CancellationToken cancel)
    {
        await Load(cancel);
        foreach (var entry in entries)
        {
            Decide(entry);
        }
    }

    private async Task Load(CancellationToken cancel)
    {
        await clients.Load(entries.Select(e => e.Said).Where(s => !s.IsNothing), cancel);
        foreach (var entry in entries.Where(e => !e.Said.IsNothing))
        {
            entry.Client = clients.Find(entry.Said);
        }
        await people.Load(entries, cancel);
        foreach (var entry in entries)
        {
            entry.Client ??= entry.Said.Name is null ? people.ClientOf(entry) : null;
        }
        await readers.Load(entries, cancel);
        var all = batch.Db.Set<Interaction>().AsNoTracking();
        byId = await Sources.Find(batch.Db, all, entries.Select(e => e.Source), cancel);
        // What has an id is found by nothing else.
        var bare = entries.Where(e => e.Source is null).ToList();
        var at = bare.Select(e => e.Client).Where(c => c is not null).Distinct().ToList();
        var moments = bare.Select(e => e.Occurred).OfType<Instant>().Distinct().ToList();
        byMoment = (
            at.Count == 0
                ? []
                : await all.Where(i => at.Contains(i.ClientId) && moments.Contains(i.Occurred))
                    .ToListAsync(cancel)
        ).ToLookup(i => (i.ClientId, i.Occurred));
        await batch.LoadKeys(entries.Select(e => e.Key).OfType<string>(), cancel);
        await batch.LoadSeen(
            byId.Values.Concat(byMoment.SelectMany(g => g)).Select(i => i.Id),
            cancel
        );
    }

    private void Decide(EntryDraft entry)
    {
        var row = entry.Row;
        row.Kind = nameof(Interaction);
        row.Label = entry.Subject;
        if (entry.Occurred is not { } occurred)
        {
            row.Refuse(RowReason.DateMissing, row.Cells.Raw(InteractionFields.Occurred));
            return;
        }
        if (entry.Subject is null)
        {
            row.Refuse(RowReason.NameMissing, row.Cells.LeftOut);
            return;
        }
        if (entry.Client is not { } client)
        {
            Refuse(row, entry.Said);
            return;
        }
        var match = entry.Source is { } source
            ? byId.GetValueOrDefault(source)
            : byMoment[(client, occurred)].FirstOrDefault(entry.Says);
        if ((match?.Id ?? batch.Made(entry.Key!)) is { } found && batch.IsSecond(row, found))
        {
            return;
        }
        if (match is null)
        {
            if (row.Cells.IsToCome(InteractionFields.Occurred, batch.Now))
            {
                row.Refuse(RowReason.InTheFuture, row.Cells.Raw(InteractionFields.Occurred));
                return;
            }
            Add(entry, client, occurred);
            if (row.SubjectId is { } made)
            {
                batch.Remember(entry.Key!, made);
            }
            return;
        }
        (row.SubjectId, row.Fate) = (match.Id, Fate.Same);
        if (match.ClientId != client || match.Occurred != occurred || !entry.Says(match))
        {
            row.Refuse(RowReason.Immutable, entry.Subject);
        }
    }

    private void Refuse(Draft row, ClientSaid said) =>
        row.Refuse(
            said.IsNothing ? RowReason.ClientMissing
                : clients.IsAmbiguous(said) ? RowReason.Ambiguous
                : RowReason.ClientUnknown,
            said.IsNothing ? null : clients.Unknown(said)
        );

    private void Add(EntryDraft said, Guid client, Instant occurred)
    {
        var (row, cells) = (said.Row, said.Row.Cells);
        var id = Guid.CreateVersion7();
        var ours = people.Colleagues(row, InteractionFields.Colleagues);
        var audience = cells.OneOf(InteractionFields.Audience, Enums.Audience) ?? Audience.Inside;
        var channel = cells.OneOf(InteractionFields.Channel, Enums.Channel);
        var author =
            people.Colleague(row, InteractionFields.WrittenBy)
            ?? (ours.Count > 0 ? ours[0] : batch.Db.Viewer.ColleagueId);
        // Who took part may read it, unless the file says who may.
        var named =
            audience != Audience.Named ? []
            : batch.Plan.Has(InteractionFields.Named)
                ? people.Colleagues(row, InteractionFields.Named)
            : ours;
        if (audience == Audience.Named && author is null && named.Count == 0)
        {
            row.Refuse(RowReason.NobodyReads);
            return;
        }
        var members =
            audience == Audience.Named ? readers.Of(row, client, author, named, ours) : [];
        var participants = people.Participants(said, id, client, ours);
        var recorded = cells.Moment(InteractionFields.Recorded);
        var entry = new Interaction
        {
            Id = id,
            ClientId = client,
            Occurred = occurred,
            RecordedAt = recorded is { } at && at < batch.Now ? at : batch.Now,
            Subject = said.Subject!,
            Body = said.Body,
            Touchpoint =
                cells.OneOf(InteractionFields.Touchpoint, Enums.Touchpoint)
                ?? Touchpoint.Engagement,
            Channel = channel ?? Channel.Note,
            Direction = cells.OneOf(InteractionFields.Direction, Enums.Direction) ?? Direction.Both,
            Minutes = cells.Whole(InteractionFields.Minutes, 0, 60 * 24 * 31),
            Audience = audience,
            AuthorId = author,
            // A file that does not say how they met still says that they did.
            RealTouch = Interaction.IsRealTouch(channel ?? Channel.Meeting, participants),
            ContactsThere = participants.Exists(p => p.ContactId is not null),
            ColleaguesThere = participants.Exists(p => p.ColleagueId is not null),
            System = said.Source?.System,
            ExternalId = said.Source?.Id,
        };
        batch.Add(row, entry, entry.Subject, Interaction.Recorded, client);
        batch.Db.AddRange(participants);
        batch.Db.AddRange(
            members.Select(r => new AudienceMember { SubjectId = id, ColleagueId = r })
        );
        row.Pending = CorrectionLinks.Kept(row, client, batch);
    }
}
