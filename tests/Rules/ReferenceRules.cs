using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Rapport.Data;
using Rapport.Duplicates;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Rules;

/// <summary>Whatever holds the id of a record follows when two records become one, or says here why it stays.</summary>
public sealed class ReferenceRules(Sqlite database) : IClassFixture<Sqlite>
{
    /// <summary>Columns that stay as they are, each with its reason.</summary>
    private static readonly Dictionary<string, string> Staying = new()
    {
        ["AuditEntry.*"] = "History says what was, under the id that it had then.",
        ["Event.*"] = "History says what happened, to the record that it happened to.",
        ["Outbox.*"] = "Names an event.",
        ["Erasure.*"] = "Says whose data went, under the id that it had.",
        ["RequestKey.*"] = "Answers a repeated request for a day, as it was answered.",
        ["Import.*"] = "A file, and who brought it.",
        ["ImportRow.*"] = "What a file made; the undo asks whether it became one with another.",
        ["ImportKey.*"] = "Within one dry run.",
        ["Job.SubjectId"] = "Work that is under way, or was.",
        ["ListChange.*"] = "A colleague's; its rows are history.",
        ["ListChangeRow.*"] = "What became of a row, under the id that it had then.",
        ["ListExport.*"] = "A colleague's.",
        ["Merge.*"] = "Says itself which became which; its client follows.",
        ["MergeStep.*"] = "Says itself what was led where.",
        ["MergeBatch.*"] = "A colleague's.",
        ["Duplicate.*"] = "Worked out anew; a merge takes away what it makes wrong.",
        ["Distinction.*"] =
            "A merge says the same of the kept record; the lost one's stay with it.",
        ["SearchEntry.*"] = "Follows its record in the transaction that changes it.",
        ["Pass.*"] = "Follows the seats in the transaction that changes them.",
        ["CustomValue.RefId"] = "A choice or a colleague, who are never merged.",
        ["Commitment.PlayId"] = "A play, and plays are never merged.",
        ["Upload.*"] = "A colleague's, until it is attached.",
        ["Login*.*"] = "Identity's own.",
        ["SignInAttempt.*"] = "Of a colleague and her login.",
    };

    /// <summary>Names under which colleagues stand, who are never merged.</summary>
    private static readonly string[] OfColleagues =
    [
        "AddedById",
        "AuthorId",
        "ByColleagueId",
        "ById",
        "ColleagueId",
        "FromOwnerId",
        "LeadId",
        "OwnerId",
        "ToOwnerId",
    ];

    /// <summary>Ids of the noun's own kind, which no colleague, client or contact has.</summary>
    private static readonly string[] OfEntries = ["CorrectsId", "CorrectedById"];

    [Fact]
    public async Task Every_id_in_the_model_refers_by_a_key_is_declared_or_says_why_it_stays()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var loose =
            from type in db.Model.GetEntityTypes()
            from property in type.GetProperties()
            where property.ClrType == typeof(Guid) || property.ClrType == typeof(Guid?)
            where property.Name != nameof(Row.Id)
            where !property.IsForeignKey()
            where !References.IsDeclared(property)
            where !OfColleagues.Contains(property.Name) && !OfEntries.Contains(property.Name)
            where !Staying.Keys.Any(s => Names(s, type, property))
            select $"{type.GetTableName()}.{property.Name}";
        Assert.Empty(loose);
    }

    [Fact]
    public async Task Every_reason_to_stay_is_still_needed()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var properties = db
            .Model.GetEntityTypes()
            .SelectMany(t => t.GetProperties())
            .Where(p => p.ClrType == typeof(Guid) || p.ClrType == typeof(Guid?))
            .ToList();
        Assert.Empty(
            Staying.Keys.Where(s =>
                !properties.Exists(p => Names(s, (IEntityType)p.DeclaringType, p))
            )
        );
    }

    [Fact]
    public async Task Every_index_that_a_merge_may_run_into_can_be_read_by_it()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        foreach (var noun in DuplicatesOf.All)
        {
            var columns = References.To(db.Model.FindEntityType(noun.Row)!);
            Assert.NotEmpty(columns);
            Assert.All(columns, c => Assert.NotNull(References.Readable(c)));
        }
    }

    [Fact]
    public async Task Every_property_of_a_noun_that_is_merged_can_be_chosen_or_stays_its_own()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        foreach (var noun in DuplicatesOf.All)
        {
            var said = noun.Fields.SelectMany(f => f.Properties).Concat(noun.Own).ToList();
            var kept = db
                .Model.FindEntityType(noun.Row)!
                .GetProperties()
                .Select(p => p.Name)
                .Except([nameof(Row.Id), nameof(Row.Version)])
                .ToList();
            Assert.Equal(kept.Order(StringComparer.Ordinal), said.Order(StringComparer.Ordinal));
        }
    }

    private static bool Names(string said, IEntityType type, IProperty property)
    {
        var (table, column) = (said.Split('.')[0], said.Split('.')[1]);
        var name = type.GetTableName()!;
        return (
                table.EndsWith('*')
                    ? name.StartsWith(table[..^1], StringComparison.Ordinal)
                    : name == table
            ) && (column == "*" || column == property.Name);
    }
}
