using Rapport.Import.Reading;

namespace Rapport.Tests.Core.Import;

/// <summary>
/// Two labelled sets. The first holds the exports that the synonyms were written for and must come out whole. The second was
/// written before the first measurement and nothing was tuned to it afterwards.
/// </summary>
public class HeaderGuessTests(ITestOutputHelper output)
{
    [Fact]
    public void The_exports_that_product_promises_are_mapped_whole()
    {
        var (kinds, precision, recall) = Measure(HeaderRows.Promised);
        Assert.Equal((1.0, 1.0, 1.0), (kinds, precision, recall));
    }

    [Fact]
    public void Headers_never_seen_are_mapped_mostly_and_seldom_wrongly()
    {
        var (kinds, precision, recall) = Measure(HeaderRows.HeldOut);
        Assert.True(HeaderRows.HeldOut.Length >= 25);
        Assert.True(kinds >= 0.95, $"kinds {kinds:P1}");
        Assert.True(precision >= 0.97, $"precision {precision:P1}");
        Assert.True(recall >= 0.9, $"recall {recall:P1}");
    }

    [Fact]
    public void Values_that_contradict_a_header_keep_its_column_out()
    {
        var mapping = HeaderGuess.Of(
            ImportKind.Contacts,
            ["Vorname", "Mail"],
            [
                ["Anna", "2024-01-02"],
                ["Bert", "2024-01-03"],
            ]
        );
        Assert.Equal(["givenName", null], mapping.Fields);
    }

    private (double Kinds, double Precision, double Recall) Measure(
        (ImportKind Kind, string Row)[] set
    )
    {
        var (kinds, right, found, wanted) = (0, 0, 0, 0);
        foreach (var (kind, row) in set)
        {
            var cells = row.Split('|').Select(c => c.Split('>')).ToList();
            var header = cells.Select(c => c[0]).ToList();
            var labels = cells.Select(c => c.Length > 1 ? c[1] : null).ToList();
            var guess = HeaderGuess.Of(header, []);
            kinds += guess.Kind == kind ? 1 : 0;
            if (guess.Kind != kind)
            {
                output.WriteLine(
                    $"{kind} taken for {guess.Kind} ({guess.Confidence:P0}): {string.Join(" | ", header)}"
                );
            }

            var fields = HeaderGuess.Of(kind, header, []).Fields;
            for (var i = 0; i < header.Count; i++)
            {
                wanted += labels[i] is null ? 0 : 1;
                found += fields[i] is null ? 0 : 1;
                right += fields[i] is not null && fields[i] == labels[i] ? 1 : 0;
                if (fields[i] != labels[i])
                {
                    output.WriteLine(
                        $"{kind}: \"{header[i]}\" taken for {fields[i] ?? "nothing"}, is {labels[i] ?? "nothing"}"
                    );
                }
            }
        }

        var (k, p, r) = ((double)kinds / set.Length, (double)right / found, (double)right / wanted);
        Console.WriteLine(
            $"{set.Length} header rows, {wanted} columns with a meaning: kind {k:P1}, precision {p:P1}, recall {r:P1}"
        );
        return (k, p, r);
    }
}
