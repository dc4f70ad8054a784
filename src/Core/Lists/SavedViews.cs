using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Lists;

/// <summary>What may be said of a view.</summary>
/// <param name="Said">The list as its address says it; null keeps what the view says.</param>
public sealed record ViewDetails(string? List, string? Name, ViewScope Scope, ListSaid? Said);

/// <summary>A view as the list and the API show it.</summary>
/// <param name="Usual">The list opens with it for whoever looks.</param>
/// <param name="Mine">Whoever looks may change it: her own, and for who sees all whatever is shared.</param>
public sealed record ViewRecord(
    Guid Id,
    int Version,
    string List,
    string Name,
    ViewScope Scope,
    string Owner,
    string Said,
    bool Usual,
    bool Mine
);

/// <summary>What can be done with views. Each reads the views that are for her: her own, her unit's, the firm's.</summary>
public sealed class SavedViews(Db db)
{
    private static readonly Question<string, Guid?, ViewRecord> Visible = new(
        Sharing.Seen<SavedView, string, ViewRecord>(
            (db, views, list, who) =>
                views
                    .Where(v => v.List == list)
                    .OrderBy(v => v.Scope)
                    .ThenBy(v => v.NameKey)
                    .Select(v => new ViewRecord(
                        v.Id,
                        v.Version,
                        v.List,
                        v.Name,
                        v.Scope,
                        db.Set<Colleague>()
                            .Where(c => c.Id == v.OwnerId)
                            .Select(c => c.Name)
                            .FirstOrDefault()!,
                        v.Said,
                        db.Set<UsualView>()
                            .Any(u => u.ColleagueId == who && u.List == v.List && u.ViewId == v.Id),
                        v.OwnerId == who
                    ))
        )
    );

    /// <summary>The views of a list that are for whoever looks, her own first: one statement.</summary>
    public static async Task<IReadOnlyList<ViewRecord>> Of(
        Db db,
        string list,
        CancellationToken cancel
    ) =>
        [
            .. (await Visible.All(db, list, db.Viewer.ColleagueId, cancel)).Select(v =>
                v with
                {
                    Mine = Sharing.MayChange(db.Viewer, v.Mine, v.Scope),
                }
            ),
        ];

    public async Task<Result<SavedView>> Save(ViewDetails said, CancellationToken cancel = default)
    {
        var faults = new Faults();
        faults.If(ListOf.OfKey(said.List) is null, "list", Fault.Unknown, said.List);
        var view = new SavedView
        {
            List = said.List ?? "",
            Name = "",
            OwnerId = db.Viewer.ColleagueId ?? Guid.Empty,
            Said = "",
        };
        await Fill(view, said, faults, cancel);
        var kept = await db.Set<SavedView>()
            .CountAsync(v => v.OwnerId == view.OwnerId && v.List == view.List, cancel);
        faults.If(kept >= SavedView.Most, "name", Fault.TooLarge, $"{SavedView.Most}");
        if (faults.Any)
        {
            return faults.Refusal;
        }
        db.Add(view);
        db.Raise(SavedView.Saved, view, null);
        return await db.Commit(cancel) is { } refusal ? refusal : view;
    }

    /// <param name="version">The version that the change was made on; null when the caller does not care.</param>
    public async Task<Result<SavedView>> Change(
        Guid id,
        ViewDetails said,
        int? version,
        CancellationToken cancel = default
    )
    {
        if (await Sharing.Changeable<SavedView>(db, id, cancel) is not { } view)
        {
            return Refusal.NotFound;
        }
        if (version is not null && version != view.Version)
        {
            return Refusal.Stale;
        }
        var faults = new Faults();
        await Fill(view, said, faults, cancel);
        if (faults.Any)
        {
            db.Forget();
            return faults.Refusal;
        }
        if (db.ChangeTracker.HasChanges())
        {
            db.Raise(SavedView.Changed, view, null);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : view;
    }

    /// <summary>Where a list opened with it, it opens with the usual again.</summary>
    public async Task<Result<SavedView>> Remove(Guid id, CancellationToken cancel = default)
    {
        if (await Sharing.Changeable<SavedView>(db, id, cancel) is not { } view)
        {
            return Refusal.NotFound;
        }
        db.RemoveRange(await db.Set<UsualView>().Where(u => u.ViewId == id).ToListAsync(cancel));
        db.Remove(view);
        db.Raise(SavedView.Removed, view, null);
        return await db.Commit(cancel) is { } refusal ? refusal : view;
    }

    /// <summary>From now on the list opens with this view for whoever asks; null for the list as it is.</summary>
    public async Task<Result<UsualView>> Choose(
        string list,
        Guid? viewId,
        CancellationToken cancel = default
    )
    {
        if (viewId is { } id && !(await Of(db, list, cancel)).Any(v => v.Id == id))
        {
            return Refusal.NotFound;
        }
        var usual = await db.Set<UsualView>()
            .FirstOrDefaultAsync(
                u => u.ColleagueId == db.Viewer.ColleagueId && u.List == list,
                cancel
            );
        if (usual is null)
        {
            usual = new UsualView
            {
                ColleagueId = db.Viewer.ColleagueId ?? Guid.Empty,
                List = list,
            };
            db.Add(usual);
        }
        if (usual.ViewId == viewId && db.Entry(usual).State == EntityState.Unchanged)
        {
            return usual;
        }
        usual.ViewId = viewId;
        db.Raise(UsualView.Chosen, usual, null);
        return await db.Commit(cancel) is { } refusal ? refusal : usual;
    }

    private async Task Fill(
        SavedView view,
        ViewDetails said,
        Faults faults,
        CancellationToken cancel
    )
    {
        view.Name = faults.Text("name", said.Name, SavedView.NameLength, required: true) ?? "";
        view.NameKey = Folded.Key(view.Name);
        faults.If(
            await db.Set<SavedView>()
                .AnyAsync(
                    v =>
                        v.List == view.List
                        && v.OwnerId == view.OwnerId
                        && v.NameKey == view.NameKey
                        && v.Id != view.Id,
                    cancel
                ),
            "name",
            Fault.Taken
        );
        await Sharing.Share(db, view, said.Scope, faults, cancel);
        if (said.Said is { } list)
        {
            view.Said = list.ToString();
            await Readable(view.List, list, faults, cancel);
            faults.If(
                view.Said.Length > ListSaid.LongestText,
                "said",
                Fault.TooLong,
                $"{ListSaid.LongestText}"
            );
        }
    }

    /// <summary>A view that its list could not open is not kept.</summary>
    private async Task Readable(string key, ListSaid said, Faults faults, CancellationToken cancel)
    {
        var read = FilterText.Read(said[ListSaid.Filter]);
        var refusal = read.Refusal;
        if (
            read is { Done: true, Value: { } filter }
            && await ListOf.Find(db, key, cancel) is { } list
        )
        {
            var tried = await list.Matching(db, DateTimeZone.Utc, filter, [], _ => true, cancel);
            refusal = tried.Refusal;
        }
        if (refusal is { Faults: [var wrong, ..] })
        {
            faults.Add("said", wrong.Fault, wrong.Detail);
        }
    }
}
