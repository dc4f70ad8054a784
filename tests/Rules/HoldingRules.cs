using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Rapport.Data;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Rules;

/// <summary>Whatever names a colleague is handed over when she leaves, or says here why it stays.</summary>
public sealed class HoldingRules(Sqlite database) : IClassFixture<Sqlite>
{
    /// <summary>Who did something, or to whom it happened: that stays true.</summary>
    private static readonly string[] Past =
    [
        "ActorId",
        "AddedById",
        "AnsweredById",
        "AuthorId",
        "ByColleagueId",
        "ById",
        "ErasedBy",
        "FactorsTakenById",
        "FromOwnerId",
        "TakenBackById",
        "ToOwnerId",
    ];

    private static readonly Dictionary<string, string> Staying = new()
    {
        ["Absence.ColleagueId"] = "Her own absence.",
        ["Acquaintance.ColleagueId"] =
            "Whom she knows: she can introduce, nobody can take it over.",
        ["ApiToken.ColleagueId"] = "Ends with her.",
        ["AudienceMember.ColleagueId"] = "What was told in confidence is for whom it was told.",
        ["UsualView.ColleagueId"] = "How she likes to see a list.",
        ["ChatAddress.ColleagueId"] = "Goes with her.",
        ["Commitment.EscalatedToId"] = "Who heard that it slipped.",
        ["CustomValue.OwnerId"] = "Follows its record.",
        ["CustomValue.RefId"] = "What a field of the firm's own says, which the firm keeps.",
        ["Dashboard.OwnerId"] = "Whoever shares it goes on sharing it.",
        ["Feed.ColleagueId"] = "Ends with her.",
        ["Handover.ColleagueId"] = "Who handed over.",
        ["Handover.SuccessorId"] = "Who was to take over.",
        ["HandoverShare.SuccessorId"] = "Who was to take over.",
        ["ListChange.OwnerId"] = "What she changed in a list.",
        ["ListExport.OwnerId"] = "A file for her alone.",
        ["Login.ColleagueId"] = "Signs her in, and no more once she left.",
        ["MergeBatch.OwnerId"] = "What she made one.",
        ["Notice.ColleagueId"] = "What she was told.",
        ["NoticeWays.ColleagueId"] = "How she likes to be told.",
        ["OutgoingChat.ColleagueId"] = "What she was told.",
        ["Participant.ColleagueId"] = "Who was there.",
        ["Pass.ColleagueId"] = "Follows the seats.",
        ["SavedView.OwnerId"] = "Whoever shares it goes on sharing it.",
        ["SeatChange.FromColleagueId"] = "Whose seat it is: the seat itself is held.",
        ["SignInAttempt.ColleagueId"] = "Who tried to come in.",
        ["Upload.ColleagueId"] = "On its way to a record.",
    };

    [Fact]
    public async Task Whatever_names_a_colleague_is_held_and_handed_over_or_says_why_it_stays()
    {
        var held = HeldKinds.All.Select(k => k.Column).ToHashSet();
        Assert.Empty(
            (await Naming())
                .Where(p => !Past.Contains(p.Name))
                .Select(Written)
                .Where(c => !held.Contains(c) && !Staying.ContainsKey(c))
        );
    }

    [Fact]
    public async Task Every_column_that_is_held_and_every_reason_to_stay_is_there()
    {
        var there = (await Naming()).Select(Written).ToHashSet();
        Assert.Empty(HeldKinds.All.Select(k => k.Column).Except(there));
        Assert.Empty(Staying.Keys.Except(there));
        Assert.Equal(HeldKinds.All.Count, HeldKinds.All.Select(k => k.Kind).Distinct().Count());
    }

    /// <summary>By a key, or by a name that colleagues have where there is none.</summary>
    private async Task<List<IProperty>> Naming()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        return
        [
            .. from type in db.Model.GetEntityTypes()
            from property in type.GetProperties()
            where property.ClrType == typeof(Guid) || property.ClrType == typeof(Guid?)
            where
                property
                    .GetContainingForeignKeys()
                    .Any(k => k.PrincipalEntityType.ClrType == typeof(Colleague))
                || (
                    !property.IsForeignKey()
                    && (
                        Past.Contains(property.Name)
                        || property.Name is "ColleagueId" or "LeadId" or "OwnerId" or "RefId"
                    )
                )
            select property,
        ];
    }

    private static string Written(IProperty property) =>
        $"{((IEntityType)property.DeclaringType).ClrType.Name}.{property.Name}";
}
