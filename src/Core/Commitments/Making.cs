using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Calendars;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Commitments;

/// <summary>Makes a new commitment, on its own or because another waits for it.</summary>
internal sealed class Making(Db db)
{
    private readonly CommitmentFilling filling = new(db);

    /// <summary>A new commitment, checked and added but not saved.</summary>
    public async Task<Commitment> Fresh(
        CommitmentDetails said,
        CommitmentOrigin origin,
        Guid? originId,
        Faults faults,
        CancellationToken cancel
    )
    {
        var zone = await filling.Zone(said.ClientId, cancel);
        var due = CommitmentFilling.Due(said.Due, said.DueOn, zone, db.Now, faults);
        CommitmentFilling.Target(said.TargetOn, due, zone, faults);
        var owner = said.OwnerId ?? db.Viewer.ColleagueId;
        faults.If(owner is null, "ownerId", Fault.Required);
        await filling.Client(said.ClientId, said.Favour, faults, cancel);
        // Who says something of her own for named people names its owner too; what follows from a talk stays with its readers.
        var readers =
            said.Audience == Audience.Named && origin == CommitmentOrigin.Entry ? said.Named : null;
        await filling.Colleague(owner, said.ClientId, readers, "ownerId", faults, cancel);
        await filling.Colleague(said.BackupId, said.ClientId, readers, "backupId", faults, cancel);
        faults.If(said.BackupId is not null && said.BackupId == owner, "backupId", Fault.Taken);
        await filling.Contact(said.ContactId, said.ClientId, faults, cancel);
        await filling.Subject(said.SubjectKind, said.SubjectId, said.ClientId, faults, cancel);
        var owed = new Commitment
        {
            ClientId = said.ClientId,
            Text =
                faults.Text("text", OneLine(said.Text), Commitment.TextLength, required: true)
                ?? "",
            Favour = said.Favour,
            OwnerId = owner,
            BackupId = said.BackupId,
            ContactId = said.ContactId,
            Due = due.At,
            DueOn = due.On,
            TargetOn = said.TargetOn,
            JudgedBy = due.At,
            Origin = origin,
            OriginId = originId,
            SubjectId = said.SubjectId,
            SubjectKind = said.SubjectId is null ? null : said.SubjectKind,
            Audience = said.Audience,
            AuthorId = db.Viewer.ColleagueId,
            CreatedAt = db.Now,
        };
        if (faults.Any)
        {
            return owed;
        }
        await new PromiseChecks(db, new BusinessTimes(db, CalendarShelf.OfProgram)).Note(
            owed,
            cancel
        );
        db.Add(owed);
        if (owed.Audience == Audience.Named)
        {
            AddReaders(owed, (said.Named ?? []).Append(db.Viewer.ColleagueId ?? Guid.Empty));
        }
        db.Raise(Commitment.Made, owed, owed.ClientId);
        return owed;
    }

    private static string? OneLine(string? text) =>
        text?.ReplaceLineEndings(" ").Replace('\t', ' ');

    private void AddReaders(Commitment owed, IEnumerable<Guid> readers) =>
        db.AddRange(
            readers
                .Where(r => r != Guid.Empty && r != owed.OwnerId)
                .Distinct()
                .Select(r => new AudienceMember { SubjectId = owed.Id, ColleagueId = r })
        );

    /// <summary>Those who read it beside its owner; null where it is not for named people.</summary>
    public static async Task<List<Guid>?> Readers(
        Db db,
        Commitment owed,
        CancellationToken cancel
    ) =>
        owed.Audience == Audience.Named
            ? await db.Set<AudienceMember>()
                .Where(m => m.SubjectId == owed.Id)
                .Select(m => m.ColleagueId)
                .ToListAsync(cancel)
            : null;
}
