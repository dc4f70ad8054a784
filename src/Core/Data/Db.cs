using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
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
    private readonly List<object> appended = [];
    private readonly HashSet<Type> left = [];
    private readonly List<Event> happened = [];
    private readonly List<Stir> stirred = [];
    private bool rehearsing;

    public Viewer Viewer { get; } = viewer;

    public IClock Clock { get; } = clock;

    public Instant Now => Clock.GetCurrentInstant();

    /// <summary>The request being carried out, kept with what it does so that its repetition does nothing.</summary>
    public RequestKey? Request { get; set; }

    /// <summary>
    /// Whoever does this tells each colleague once of all of it: nouns leave out what they would tell of a single row.
    /// </summary>
    public bool TellsTogether { get; set; }

    /// <summary>Why the act is done all the same, for what may stand before it; null where nobody said.</summary>
    public string? Reason { get; set; }

    /// <summary>What the last commit was stopped by; null where by nothing.</summary>
    public Stop? StoppedBy { get; private set; }

    /// <summary>Where files are kept beside the database.</summary>
    public string Folder { get; internal init; } = ".";

    /// <summary>How often this look at the transaction was opened from within another (<see cref="Within"/>).</summary>
    internal int Depth { get; private set; }

    /// <summary>What this Db was opened by, and is told of its commits.</summary>
    internal DbSource? Source { get; init; }

    /// <summary>
    /// For work that adds thousands of rows: new ones are written by prepared statements or COPY instead of one command
    /// each, and what changed is looked for at the save alone. All else of a save stays as it is: numbers, versions,
    /// events, audit.
    /// </summary>
    public bool InBulk
    {
        get => !ChangeTracker.AutoDetectChangesEnabled;
        set => ChangeTracker.AutoDetectChangesEnabled = !value;
    }

    /// <summary>What the program lent to this database (<see cref="DbSource.Lend"/>); null of nothing.</summary>
    public T? Lent<T>()
        where T : class => Source?.Lent<T>();

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

    /// <summary>
    /// Adds a row that nobody changes or looks up before it is saved: in bulk it is written without being tracked.
    /// </summary>
    public void Append(IPlumbing row)
    {
        if (InBulk)
        {
            appended.Add(row);
        }
        else
        {
            Add((object)row);
        }
    }

    /// <summary>Raises the version of a row of which only parts changed, so that who read it before is told.</summary>
    public void Touch(Row row) => Entry(row).Property(nameof(Row.Version)).IsModified = true;

    /// <summary>
    /// Looks which tracked rows changed. In bulk new rows are passed over: they are written as they stand.
    /// </summary>
    internal void Notice()
    {
        if (!InBulk)
        {
            ChangeTracker.DetectChanges();
            return;
        }
        foreach (
            var entry in ChangeTracker
                .Entries()
                .Where(e => e.State is EntityState.Unchanged or EntityState.Modified)
        )
        {
            entry.DetectChanges();
        }
    }

    /// <summary>
    /// Carries an act out on what could be read. Where something could not be, it is gone through without being saved,
    /// so that what it would refuse of the rest is told together with that.
    /// </summary>
    /// <param name="unread">What was typed and cannot be read as what its field asks for.</param>
    public async Task<Result<T>> Attempt<T>(Faults unread, Func<Task<Result<T>>> act)
    {
        if (!unread.Any)
        {
            return await act();
        }
        rehearsing = true;
        try
        {
            var refusal = (await act()).Refusal;
            return refusal is { Kind: not RefusalKind.Invalid } ? refusal : unread.With(refusal);
        }
        finally
        {
            rehearsing = false;
            Forget();
        }
    }

    /// <summary>Saves; answers an expected refusal (stale, taken, repeated) as a value.</summary>
    public async Task<Refusal?> Commit(CancellationToken cancel = default)
    {
        if (rehearsing)
        {
            return Refusal.Invalid([]);
        }
        StoppedBy = null;
        try
        {
            await SaveChangesAsync(cancel);
            return null;
        }
        catch (StoppedException stopped)
        {
            StoppedBy = stopped.By;
            return Undone(stopped.By.Refusal);
        }
        catch (DbUpdateException failure) when (Violation.Refusal(this, failure) is { } refusal)
        {
            return Undone(refusal);
        }
        catch (Exception failure) when (Violation.IsDeadlock(failure))
        {
            return Undone(Refusal.Stale);
        }
    }

    /// <summary>What a save that failed wrote and told never came to be; of several saves as one, the whole is given up.</summary>
    private Refusal Undone(Refusal refusal)
    {
        Forget();
        if (Database.CurrentTransaction is null)
        {
            LeaveUntold();
        }
        return refusal;
    }

    public override async Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    )
    {
        if (rehearsing)
        {
            throw new InvalidOperationException("What is only gone through is never saved");
        }
        Notice();
        if (!ChangeTracker.HasChanges() && appended.Count == 0)
        {
            return 0;
        }
        var joined = Database.CurrentTransaction is not null;
        using var turn = joined ? null : await TakeWriteTurn(cancellationToken);
        await using var transaction = joined
            ? null
            : await Database.BeginTransactionAsync(cancellationToken);
        await Saving.Prepare(this, raised, cancellationToken);
        var saved = Saved.Of(this, raised);
        if (InBulk)
        {
            // What preparing changed has to be seen too.
            Notice();
            NoteWork(appended.OfType<IAwaited>());
            await BulkInsert.Write(this, appended, cancellationToken);
            appended.Clear();
        }
        NoteWork(
            ChangeTracker
                .Entries<IAwaited>()
                .Where(e => e.State is not (EntityState.Unchanged or EntityState.Deleted))
                .Select(e => e.Entity)
        );
        var stirs = Stirs();
        var written = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        happened.AddRange(raised);
        stirred.AddRange(stirs);
        raised.Clear();
        await Saving.Follow(this, saved, cancellationToken);
        if (transaction is not null)
        {
            await Commit(transaction, cancellationToken);
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
        LeaveUntold();
        var result = await acts();
        if (keep(result))
        {
            await Commit(transaction, cancel);
        }
        LeaveUntold();
        return result;
    }

    private async Task Commit(IDbContextTransaction transaction, CancellationToken cancel)
    {
        await transaction.CommitAsync(cancel);
        Measures.Commits.Add(1);
        foreach (var kind in left)
        {
            Pulse.Of(Place, kind).Beat();
        }
        if (happened.Count + stirred.Count > 0)
        {
            var byColleague = Viewer.ColleagueId is not null;
            Source?.Tell(
                new Committed(
                    [.. happened],
                    [.. stirred],
                    byColleague ? Viewer.Name : null,
                    Viewer.ColleagueId,
                    Now
                )
            );
        }
        LeaveUntold();
    }

    /// <summary>What was told, or never came to be, is not told with the next commit.</summary>
    private void LeaveUntold()
    {
        left.Clear();
        happened.Clear();
        stirred.Clear();
    }

    /// <summary>Asked before the write, while it is known what goes.</summary>
    private List<Stir> Stirs() =>
        [
            .. ChangeTracker
                .Entries<IStir>()
                .Where(e => e.State is not (EntityState.Unchanged or EntityState.Detached))
                .Select(e => e.Entity.Stirs(e.State == EntityState.Deleted))
                .OfType<Stir>(),
        ];

    private void NoteWork(IEnumerable<IAwaited> written)
    {
        foreach (var work in written)
        {
            if (work.IsWaiting)
            {
                left.Add(work.GetType());
            }
        }
    }

    /// <summary>
    /// Another look at the same transaction, through another viewer and with nothing tracked: for what follows from a save
    /// by itself. What it does is told when the transaction ends.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no transaction.</exception>
    public async Task<T> Within<T>(
        Viewer viewer,
        Func<Db, Task<T>> work,
        CancellationToken cancel = default
    )
    {
        var under =
            Database.CurrentTransaction
            ?? throw new InvalidOperationException("Nothing is under way");
        await using var inner = Beside(viewer);
        await inner.Database.UseTransactionAsync(under.GetDbTransaction(), cancel);
        inner.Database.AutoSavepointsEnabled = false;
        inner.Depth = Depth + 1;
        var result = await work(inner);
        left.UnionWith(inner.left);
        happened.AddRange(inner.happened);
        stirred.AddRange(inner.stirred);
        return result;
    }

    /// <summary>A context on this one's connection, which stays this one's.</summary>
    protected abstract Db Beside(Viewer viewer);

    /// <summary>A writer's turn for what cannot run in a transaction.</summary>
    internal ValueTask<IDisposable> WaitForTurn(CancellationToken cancel) => TakeWriteTurn(cancel);

    /// <summary>Gives up what was changed and raised since the last save, as if it had not been said.</summary>
    public void Forget()
    {
        ChangeTracker.Clear();
        raised.Clear();
        appended.Clear();
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
