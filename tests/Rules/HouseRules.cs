using System.Text.RegularExpressions;

namespace Rapport.Tests.Rules;

/// <summary>How the house is laid: who may know whom, and what stands only in one place.</summary>
public sealed partial class HouseRules
{
    /// <summary>Core's folders from the top down: each may use those above it, none below.</summary>
    private static readonly string[] Order =
    [
        "Values",
        "Data",
        "Audit",
        "Calendars",
        "People",
        "Live",
        "Files",
        "Fields",
        "Jobs",
        "Lists",
        "Duplicates",
        "Mail",
        "Notices",
        "Clients",
        "Contacts",
        "Interactions",
        "Commitments",
        "Plays",
        "Meetings",
        "Handovers",
        "Conversations",
        "Discovery",
        "Offers",
        "Engagements",
        "Service",
        "Relationship",
        "Finance",
        "Capacity",
        "Today",
        "Search",
        "Import",
        "Dashboards",
        "Reports",
        "Demo",
    ];

    [Fact]
    public void Every_folder_of_Core_has_its_place_in_the_order() =>
        Assert.Empty(CoreFiles().Select(Folder).Distinct().Except(Order));

    [Fact]
    public void No_folder_of_Core_uses_one_that_stands_below_it()
    {
        var wrong =
            from file in CoreFiles()
            from used in Used(file)
            where Array.IndexOf(Order, used) > Array.IndexOf(Order, Folder(file))
            select $"{file} uses {used}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Core_knows_nothing_of_ASP_NET_but_identity() =>
        Assert.Empty(
            Find("src/Core", AspNet()).Where(hit => !hit.Contains("Microsoft.AspNetCore.Identity"))
        );

    [Fact]
    public void The_clock_is_asked_in_one_place() =>
        Assert.Empty(
            Find("src", Clock())
                .Where(hit =>
                    !hit.StartsWith("src/Core/Values/MicrosecondClock.cs", StringComparison.Ordinal)
                )
        );

    [Fact]
    public void SQL_is_written_by_hand_only_in_Data_and_Search() =>
        Assert.Empty(OutsideDataAndSearch(RawSql()));

    [Fact]
    public void Walls_are_never_left_aside_outside_Data_and_Search() =>
        Assert.Empty(OutsideDataAndSearch(Filters()));

    [Fact]
    public void Nouns_change_only_through_tracked_entities() =>
        Assert.Empty(OutsideDataAndSearch(Bulk()));

    [Fact]
    public void No_expression_searches_without_an_end() =>
        Assert.Empty(
            Find("src", Endless())
                .Where(hit =>
                    !hit.Contains("matchTimeoutMilliseconds") && !hit.Contains("NonBacktracking")
                )
        );

    [Fact]
    public void Nothing_is_left_for_later() => Assert.Empty(Find("src", Later()));

    private static IEnumerable<string> OutsideDataAndSearch(Regex pattern) =>
        Find("src", pattern)
            .Where(hit =>
                !hit.StartsWith("src/Core/Data/", StringComparison.Ordinal)
                && !hit.StartsWith("src/Core/Search/", StringComparison.Ordinal)
            );

    private static IEnumerable<string> Find(string folder, Regex pattern) =>
        from file in Sources.Below(folder, "*.cs").Concat(Sources.Below(folder, "*.razor"))
        from line in file.Code
        where pattern.IsMatch(line.Text)
        select $"{file}:{line.Number} {line.Text.Trim()}";

    private static IEnumerable<Source> CoreFiles() =>
        Sources.Below("src/Core", "*.cs").Where(f => f.Path.Split('/').Length > 3);

    private static string Folder(Source file) => file.Path.Split('/')[2];

    private static IEnumerable<string> Used(Source file) =>
        Namespaces()
            .Matches(file.Text)
            .Select(m => m.Groups[1].Value)
            .Where(n => Order.Contains(n))
            .Distinct();

    [GeneratedRegex(@"Rapport\.([A-Z][A-Za-z]+)", RegexOptions.None, 1000)]
    private static partial Regex Namespaces();

    [GeneratedRegex(@"Microsoft\.AspNetCore\.[A-Za-z.]+", RegexOptions.None, 1000)]
    private static partial Regex AspNet();

    [GeneratedRegex(
        @"DateTime(Offset)?\.(Utc)?(Now|Today)|SystemClock|TimeProvider\.System|Stopwatch\.GetTimestamp",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Clock();

    [GeneratedRegex(@"FromSql|ExecuteSql|SqlQuery|CommandText", RegexOptions.None, 1000)]
    private static partial Regex RawSql();

    [GeneratedRegex("IgnoreQueryFilters", RegexOptions.None, 1000)]
    private static partial Regex Filters();

    [GeneratedRegex("ExecuteUpdate|ExecuteDelete", RegexOptions.None, 1000)]
    private static partial Regex Bulk();

    [GeneratedRegex(
        @"new Regex\(|GeneratedRegex\(|Regex\.(IsMatch|Match|Replace|Split)\(",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Endless();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|NotImplementedException)\b", RegexOptions.None, 1000)]
    private static partial Regex Later();
}
