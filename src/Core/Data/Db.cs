using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Values;

namespace Rapport.Data;

/// <summary>
/// The one way to what is kept. It knows no noun: mappings, row filters and what joins a save are discovered. It
/// takes its viewer once and is never pooled, so that nobody reads through another's eyes.
/// </summary>
public abstract class Db(DbContextOptions options, Viewer viewer, IClock clock)
    : IdentityUserContext<Login, Guid>(options)
{
    private readonly List<Event> raised = [];

    public Viewer Viewer { get; } = viewer;

    public IClock Clock { get; } = clock;

    public Instant Now => Clock.GetCurrentInstant();

    /// <summary>The request being carried out, kept with what it does so that its repetition does nothing.</summary>
    public RequestKey? Request { get; set; }

    /// <summary>Where files are kept beside the database.</summary>
    public string Folder { get; internal init; } = ".";

    /// <summary>
    /// New rows are written by prepared statements or COPY instead of one command each: for work that adds thousands.
    /// All else of a save stays as it is: numbers, versions, events, audit.
    /// </summary>
    public bool InBulk { get; set; }

    /// <summary>Answers a condition as the engine would; the two thin contexts say how.</summary>
    public abstract EngineKind Engine { get; }

    /// <summary>Which database this is, without secrets: what is shared by all who write to it is kept by it.</summary>
    public string Place => Database.GetDbConnection().ConnectionString;

    /// <summary>An instant as this engine stores it, for the few statements written by hand.</summary>
    internal abstract object Stored(Instant instant);

    /// <summary>Writers wait here for their turn where the engine has one writer.</summary>
    protected abstract ValueTask<IDisposable> TakeWriteTurn(CancellationToken cancel);

    /// <summary>
    /// Says that something happened to a record, in this save's transaction. Raises the record's version, also when
    /// only a part of it changed.
    /// </summary>
    public void Raise(EventName name, Row subject, Guid? clientId, Instant? occurred = null)
    {
        var entry = Entry(subject);
        if (entry.State == EntityState.Unchanged)
        {
            entry.Property(nameof(Row.Version)).IsModified = true;
        }
        raised.Add(
            new Event
            {
                Name = name.Name,
                ClientId = clientId,
                SubjectId = subject.Id,
                Actor = Viewer.Actor,
                ActorId = Viewer.ActorId,
                Origin = Viewer.Origin,
                Occurred = occurred ?? Now,
                Recorded = Now,
            }
        );
    }

    /// <summary>Saves; answers an expected refusal (stale, taken, repeated) as a value.</summary>
    public async Task<Refusal?> Commit(CancellationToken cancel = default)
    {
        try
        {
            await SaveChangesAsync(cancel);
            return null;
        }
        catch (DbUpdateException failure) when (Violation.Refusal(this, failure) is { } refusal)
        {
            ChangeTracker.Clear();
            raised.Clear();
            return refusal;
        }
    }

    public override async Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    )
    {
        ChangeTracker.DetectChanges();
        if (!ChangeTracker.HasChanges())
        {
            return 0;
        }
        var joined = Database.CurrentTransaction is not null;
        using var turn = joined ? null : await TakeWriteTurn(cancellationToken);
        await using var transaction = joined
            ? null
            : await Database.BeginTransactionAsync(cancellationToken);
        await Saving.Prepare(this, raised, cancellationToken);
        if (!ChangeTracker.AutoDetectChangesEnabled)
        {
            // Whoever switched it off looks when asked to: what preparing changed has to be seen all the same.
            ChangeTracker.DetectChanges();
        }
        if (InBulk)
        {
            await BulkInsert.Write(this, cancellationToken);
        }
        var written = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        raised.Clear();
        if (transaction is not null)
        {
            await transaction.CommitAsync(cancellationToken);
            Measures.Commits.Add(1);
            Pulse.Of(this).Beat();
        }
        return written;
    }

    /// <summary>Several saves as one: all of them or none.</summary>
    public async Task<T> Together<T>(
        Func<Task<T>> acts,
        Func<T, bool> keep,
        CancellationToken cancel = default
    )
    {
        using var turn = await TakeWriteTurn(cancel);
        await using var transaction = await Database.BeginTransactionAsync(cancel);
        var result = await acts();
        if (keep(result))
        {
            await transaction.CommitAsync(cancel);
            Measures.Commits.Add(1);
            Pulse.Of(this).Beat();
        }
        return result;
    }

    /// <summary>A writer's turn for what cannot run in a transaction.</summary>
    internal ValueTask<IDisposable> WaitForTurn(CancellationToken cancel) => TakeWriteTurn(cancel);

    /// <summary>Gives up what was changed and raised since the last save, as if it had not been said.</summary>
    public void Forget()
    {
        ChangeTracker.Clear();
        raised.Clear();
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException(
            "Writers wait for their turn without holding a thread: SaveChangesAsync"
        );

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        Mapping.Build(builder, this);
    }
}
