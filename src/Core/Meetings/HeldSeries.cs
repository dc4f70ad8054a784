using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Meetings;

/// <summary>Series of meetings that go on and that a colleague sees to.</summary>
internal sealed class HeldSeries : HeldIn<Series>
{
    public override string Kind => "series";
    public override int Order => 40;
    public override string Column => $"{nameof(Series)}.{nameof(Series.OwnerId)}";

    protected override IQueryable<HeldRow<Series>> Of(Db db, Guid colleague) =>
        db.Set<Series>()
            .Where(s => s.OwnerId == colleague && s.Ended == null)
            .Select(s => new HeldRow<Series>
            {
                Row = s,
                ClientId = s.ClientId,
                SubjectId = s.Id,
                IsNamed = false,
            });

    protected override Task Give(
        Db db,
        IReadOnlyList<Series> rows,
        Passing how,
        CancellationToken cancel
    )
    {
        foreach (var series in rows)
        {
            series.OwnerId = how.To;
            db.Raise(Series.Changed, series, series.ClientId);
        }
        return Task.CompletedTask;
    }
}

/// <summary>Series that go on and to whose people a colleague belongs.</summary>
internal sealed class HeldMemberships : HeldIn<SeriesMember>
{
    public override string Kind => "memberships";
    public override int Order => 41;
    public override string Column => $"{nameof(SeriesMember)}.{nameof(SeriesMember.ColleagueId)}";

    protected override IQueryable<HeldRow<SeriesMember>> Of(Db db, Guid colleague) =>
        db.Set<SeriesMember>()
            .Where(m => m.ColleagueId == colleague)
            .Join(
                db.Set<Series>().Where(s => s.Ended == null),
                m => m.SeriesId,
                s => s.Id,
                (m, s) =>
                    new HeldRow<SeriesMember>
                    {
                        Row = m,
                        ClientId = s.ClientId,
                        SubjectId = s.Id,
                        IsNamed = false,
                    }
            );

    protected override async Task Give(
        Db db,
        IReadOnlyList<SeriesMember> rows,
        Passing how,
        CancellationToken cancel
    )
    {
        var ids = rows.Select(m => m.SeriesId).ToHashSet();
        var there = await db.Set<SeriesMember>()
            .Where(m => ids.Contains(m.SeriesId) && m.ColleagueId == how.To)
            .Select(m => m.SeriesId)
            .ToListAsync(cancel);
        foreach (var member in rows)
        {
            if (there.Contains(member.SeriesId))
            {
                db.Remove(member);
            }
            else
            {
                member.ColleagueId = how.To;
            }
        }
        foreach (
            var series in await db.Set<Series>().Where(s => ids.Contains(s.Id)).ToListAsync(cancel)
        )
        {
            db.Raise(Series.Changed, series, series.ClientId);
        }
    }
}
