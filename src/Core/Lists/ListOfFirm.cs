using NodaTime;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Lists;

/// <summary>A noun's list with the fields that the firm added to the noun.</summary>
internal sealed class ListOfFirm<TRow>(ListOf<TRow> noun, IReadOnlyList<ListField<TRow>> added)
    : ListOf<TRow>
    where TRow : Row
{
    public override string Key => noun.Key;

    public override Act Changes => noun.Changes;

    public override IReadOnlyList<ListField<TRow>> Fields { get; } = [.. noun.Fields, .. added];

    public override Sort UsualSort => noun.UsualSort;

    public override string Lead => noun.Lead;

    public override ValueTask<IQueryable<TRow>> Rows(
        Db db,
        DateTimeZone zone,
        ListSaid said,
        CancellationToken cancel
    ) => noun.Rows(db, zone, said, cancel);

    public override ValueTask<IQueryable<TRow>> EveryRow(
        Db db,
        DateTimeZone zone,
        ListSaid said,
        CancellationToken cancel
    ) => noun.EveryRow(db, zone, said, cancel);
}
