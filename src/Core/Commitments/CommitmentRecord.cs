using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;

namespace Rapport.Commitments;

/// <summary>Something owed, as pages and the API show it.</summary>
/// <param name="Late">It is open, its clock runs, and its due time is past.</param>
/// <param name="JudgedBy">By when it must be done for the word to be kept.</param>
/// <param name="OriginId">The entry that it followed from, or the commitment that waits for it.</param>
/// <param name="Evidence">What the entry says that shows it done.</param>
/// <param name="SubjectKind">By the key of its list, of what kind the record is that it is about.</param>
/// <param name="PlayId">The play that raised it.</param>
/// <param name="EscalatedTo">Who heard last that it slipped.</param>
public sealed record CommitmentRecord(
    Guid Id,
    int Version,
    string Text,
    Guid? ClientId,
    string? Client,
    Favour Favour,
    Guid? OwnerId,
    string? Owner,
    Guid? BackupId,
    string? Backup,
    Guid? ContactId,
    string? Contact,
    Instant Due,
    LocalDate? DueOn,
    LocalDate? TargetOn,
    Instant JudgedBy,
    bool Late,
    CommitmentState State,
    Instant? ClosedAt,
    Guid? EvidenceId,
    string? Evidence,
    Instant? WaitingSince,
    CommitmentOrigin Origin,
    Guid? OriginId,
    Audience Audience,
    Instant CreatedAt,
    string? SubjectKind,
    Guid? SubjectId,
    Guid? PlayId,
    string? EscalatedTo
)
{
    /// <summary>With how many promises like it our record was compared when it was given; null where it was not.</summary>
    public int? ComparedWith { get; init; }

    /// <summary>How many of those had been kept.</summary>
    public int? ComparedKept { get; init; }

    /// <summary>It was given tighter than our record supported then.</summary>
    public bool Tight { get; init; }

    public CommitmentChange Said =>
        new()
        {
            Text = Text,
            BackupId = BackupId,
            ContactId = ContactId,
            TargetOn = TargetOn,
        };
}

/// <summary>One thing that was done with a commitment, with names.</summary>
/// <param name="By">Null where the program did it by itself.</param>
public sealed record StepRecord(
    StepKind Kind,
    Instant At,
    string? By,
    string? Reason,
    Instant? From,
    LocalDate? FromOn,
    Instant? To,
    LocalDate? ToOn,
    bool? Agreed,
    string? FromOwner,
    string? ToOwner
);

/// <summary>Reads what is owed.</summary>
public static class CommitmentRecords
{
    public static Task<CommitmentRecord?> Find(Db db, Guid id, CancellationToken cancel) =>
        Of(db, db.Set<Commitment>().Where(c => c.Id == id)).FirstOrDefaultAsync(cancel);

    /// <summary>These, in the order of their ids as given.</summary>
    public static async Task<IReadOnlyList<CommitmentRecord>> Read(
        Db db,
        IReadOnlyList<Guid> ids,
        CancellationToken cancel
    )
    {
        var rows = await Of(db, db.Set<Commitment>().Where(c => ids.Contains(c.Id)))
            .ToDictionaryAsync(r => r.Id, cancel);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    /// <summary>What is open between us and a client, the next due first; one more than <paramref name="most"/> at most.</summary>
    /// <param name="theirs">What the client owes us; else what one of us owes the client, or the firm for its sake.</param>
    public static Task<List<CommitmentRecord>> OpenAt(
        Db db,
        Guid clientId,
        bool theirs,
        int most,
        CancellationToken cancel
    ) =>
        Of(
                db,
                db.Set<Commitment>()
                    .Where(c =>
                        c.ClientId == clientId
                        && c.State == CommitmentState.Open
                        && c.Favour == Favour.Us == theirs
                    )
                    .OrderBy(c => c.Due)
                    .ThenBy(c => c.Id)
                    .Take(most + 1)
            )
            .ToListAsync(cancel);

    /// <summary>What is open about a record, the next due first; one more than <paramref name="most"/> at most.</summary>
    public static Task<List<CommitmentRecord>> OpenAbout(
        Db db,
        Guid subjectId,
        int most,
        CancellationToken cancel
    ) =>
        Of(
                db,
                db.Set<Commitment>()
                    .Where(c => c.SubjectId == subjectId && c.State == CommitmentState.Open)
                    .OrderBy(c => c.Due)
                    .ThenBy(c => c.Id)
                    .Take(most + 1)
            )
            .ToListAsync(cancel);

    /// <summary>What was done with it, the first first.</summary>
    public static Task<List<StepRecord>> Steps(Db db, Guid id, CancellationToken cancel) =>
        db.Set<CommitmentStep>()
            .Where(s => s.CommitmentId == id)
            .OrderBy(s => s.Position)
            .Take(CommitmentStep.Most)
            .Select(s => new StepRecord(
                s.Kind,
                s.At,
                db.Set<Colleague>().Where(c => c.Id == s.ById).Select(c => c.Name).FirstOrDefault(),
                s.Reason,
                s.From,
                s.FromOn,
                s.To,
                s.ToOn,
                s.Agreed,
                db.Set<Colleague>()
                    .Where(c => c.Id == s.FromOwnerId)
                    .Select(c => c.Name)
                    .FirstOrDefault(),
                db.Set<Colleague>()
                    .Where(c => c.Id == s.ToOwnerId)
                    .Select(c => c.Name)
                    .FirstOrDefault()
            ))
            .ToListAsync(cancel);

    internal static IQueryable<CommitmentRecord> Of(Db db, IQueryable<Commitment> owed)
    {
        var now = db.Now;
        return owed.AsNoTracking()
            .Select(c => new CommitmentRecord(
                c.Id,
                c.Version,
                c.Text,
                c.ClientId,
                db.Set<Client>()
                    .Where(x => x.Id == c.ClientId)
                    .Select(x => x.Name)
                    .FirstOrDefault(),
                c.Favour,
                c.OwnerId,
                db.Set<Colleague>()
                    .Where(x => x.Id == c.OwnerId)
                    .Select(x => x.Name)
                    .FirstOrDefault(),
                c.BackupId,
                db.Set<Colleague>()
                    .Where(x => x.Id == c.BackupId)
                    .Select(x => x.Name)
                    .FirstOrDefault(),
                c.ContactId,
                db.Set<Contact>()
                    .Where(x => x.Id == c.ContactId)
                    .Select(x => x.Name)
                    .FirstOrDefault(),
                c.Due,
                c.DueOn,
                c.TargetOn,
                c.JudgedBy,
                c.State == CommitmentState.Open && c.WaitingSince == null && c.Due < now,
                c.State,
                c.ClosedAt,
                c.EvidenceId,
                db.Set<Interaction>()
                    .Where(x => x.Id == c.EvidenceId)
                    .Select(x => x.Subject)
                    .FirstOrDefault(),
                c.WaitingSince,
                c.Origin,
                c.OriginId,
                c.Audience,
                c.CreatedAt,
                c.SubjectKind,
                c.SubjectId,
                c.PlayId,
                db.Set<Colleague>()
                    .Where(x => x.Id == c.EscalatedToId)
                    .Select(x => x.Name)
                    .FirstOrDefault()
            )
            {
                ComparedWith = c.ComparedWith,
                ComparedKept = c.ComparedKept,
                Tight = c.IsTight,
            });
    }
}
