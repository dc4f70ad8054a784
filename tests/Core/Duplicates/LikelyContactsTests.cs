using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Duplicates;
using Rapport.Values;

namespace Rapport.Tests.Core.Duplicates;

/// <summary>How good the suggestions are, on people of whom it is known which are one.</summary>
public class LikelyContactsTests(ITestOutputHelper output)
{
    /// <param name="seed">The weights were tried on 1.</param>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Suggestions_find_most_of_what_is_one_and_little_that_is_two(int seed)
    {
        var firm = new LabelledContacts(seed, 10_000, 2000);
        var points = firm.Points.ToLookup(p => p.ContactId);
        var facts = firm
            .Contacts.Select(c => new ContactFacts(
                c.Id,
                c.ClientId,
                NameLikeness.Words(c.NameKey),
                [.. points[c.Id].Where(p => p.Kind == PointKind.Email).Select(p => p.ValueKey)],
                [
                    .. points[c.Id]
                        .Where(p => p.Kind != PointKind.Email)
                        .Select(p => Known.PhoneCore(p.ValueKey)),
                ],
                Folded.KeyOf(c.JobTitle)
            ))
            .GroupBy(f => f.ClientId)
            .SelectMany(g => ContactDuplicates.Instance.Pairs([.. g]))
            .ToList();
        foreach (var least in new[] { Surenesses.Least, Surenesses.Likely, Surenesses.VeryLikely })
        {
            var told = facts.Where(p => p.Evidence.Weight >= least).ToList();
            var right = told.Count(p => firm.Truth.Contains((p.FirstId, p.SecondId)));
            output.WriteLine(
                $"seed {seed}, from {least / 10.0:0.0} bits: {told.Count} pairs, precision {(double)right / told.Count:0.000}, recall {(double)right / firm.Truth.Count:0.000}"
            );
        }
        var shown = facts.Count(p => firm.Truth.Contains((p.FirstId, p.SecondId)));
        Assert.True(shown >= 0.9 * firm.Truth.Count, $"{shown} of {firm.Truth.Count} are found");
        Assert.True(
            shown >= 0.9 * facts.Count,
            $"{shown} of {facts.Count} that are shown are right"
        );
        var sure = facts.FindAll(p => p.Evidence.Weight >= Surenesses.VeryLikely);
        var rightly = sure.Count(p => firm.Truth.Contains((p.FirstId, p.SecondId)));
        Assert.True(
            rightly >= 0.97 * sure.Count,
            $"{rightly} of {sure.Count} very likely are right"
        );
    }

    /// <summary>As people write them on an ordinary morning.</summary>
    [Theory]
    [InlineData("Halden Maritime AS", "Halden Maritime A.S.", null, null, true)]
    [InlineData("Halden Maritime AS", "Halden Maritme A.S.", "+47 471 12 34", "0471 1234", true)]
    [InlineData("Quillham Foods", "Quillham Food Ltd", null, null, true)]
    [InlineData("Zakłady Wierzbno Sp. z o.o.", "Zaklady Wierzbno", null, null, true)]
    [InlineData("Aceites Ibaiondo, S.L.", "ACEITES IBAIONDO SL", null, null, true)]
    [InlineData("Lindwurm Verlag", "Osterholt Medien", "+49 471 12345", "0471/12345", true)]
    [InlineData("Lindwurm Verlag", "Osterholt Verlag", null, null, false)]
    [InlineData("Lindwurm Verlag", "Osterholt Medien", "+49 471 12345", "0471/12346", false)]
    [InlineData("Pharma One AG", "Pharma Two AG", null, null, false)]
    [InlineData("Zoo Osterholt", "Museum Osterholt", null, null, false)]
    public void Clients_are_told_by_names_and_numbers_as_people_write_them(
        string one,
        string two,
        string? phone,
        string? other,
        bool found
    ) =>
        Assert.Equal(
            found,
            ClientDuplicates.Instance.Pairs([Said(one, phone), Said(two, other)]).Any()
        );

    private static ClientFacts Said(string name, string? phone) =>
        new(
            Guid.CreateVersion7(),
            null,
            ClientDuplicates.Words(Folded.Key(name)),
            [],
            null,
            phone is null ? null : Known.PhoneCore(phone),
            []
        );

    /// <param name="seed">The weights were tried on 1.</param>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Clients_that_are_one_are_found_and_groups_of_companies_are_left(int seed)
    {
        var firm = new LabelledClients(seed, 5000, 500);
        var told = ClientDuplicates.Instance.Pairs(firm.Facts).ToList();
        var right = told.Count(p => firm.Truth.Contains((p.FirstId, p.SecondId)));
        output.WriteLine(
            $"clients, seed {seed}: {told.Count} pairs, precision {(double)right / told.Count:0.000}, recall {(double)right / firm.Truth.Count:0.000}"
        );
        Assert.True(right >= 0.85 * firm.Truth.Count, $"{right} of {firm.Truth.Count} are found");
        Assert.True(
            right >= 0.85 * told.Count,
            $"{right} of {told.Count} that are shown are right"
        );
    }
}
