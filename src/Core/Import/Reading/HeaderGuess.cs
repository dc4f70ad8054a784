namespace Rapport.Import.Reading;

/// <summary>What the headers seem to be: the kind, how sure that is (0 to 1, the share of the evidence; under 0.3 where what the kind needs is missing), and its mapping.</summary>
public sealed record Guess(ImportKind Kind, double Confidence, Mapping Mapping);

/// <summary>
/// Guesses kind and mapping from the headers, checked against the values beneath: a header that is a known word counts
/// most, one that contains the words of one less, and a column of dates is not taken for addresses whatever its header.
/// </summary>
public static class HeaderGuess
{
    private const double Least = 0.55;
    private const double Incomplete = 0.3; // what a kind counts whose rows could not be told apart or dated

    /// <summary>The likeliest kind with its mapping.</summary>
    /// <param name="own">The fields that the firm added.</param>
    public static Guess Of(
        IReadOnlyList<string> header,
        IReadOnlyList<IReadOnlyList<string>> sample,
        IReadOnlyList<OwnField>? own = null
    )
    {
        own ??= [];
        var ranked = Schema
            .Kinds.Select(kind => (Kind: kind, Found: Columns(kind, header, sample, own)))
            .Select(k => (k.Kind, k.Found, Score: Score(k.Kind, k.Found)))
            .OrderByDescending(k => k.Score)
            .ToList();
        var best = ranked[0];
        var sum = best.Score + ranked[1].Score;
        var share = sum > 0 ? best.Score / sum : 0;
        var confidence = HasWhatItNeeds(best.Kind, Names(best.Found)) ? share : share * Incomplete;
        return new Guess(best.Kind, confidence, Mapping(best.Kind, header, best.Found, own));
    }

    /// <summary>The mapping where the kind is known.</summary>
    public static Mapping Of(
        ImportKind kind,
        IReadOnlyList<string> header,
        IReadOnlyList<IReadOnlyList<string>> sample,
        IReadOnlyList<OwnField>? own = null
    ) => Mapping(kind, header, Columns(kind, header, sample, own ?? []), own ?? []);

    private static Mapping Mapping(
        ImportKind kind,
        IReadOnlyList<string> header,
        (Field? Field, double Score)[] found,
        IReadOnlyList<OwnField> own
    ) => new(kind, header, [.. found.Select(f => f.Field?.Name)]) { Own = own };

    private static (Field? Field, double Score)[] Columns(
        ImportKind kind,
        IReadOnlyList<string> header,
        IReadOnlyList<IReadOnlyList<string>> sample,
        IReadOnlyList<OwnField> own
    )
    {
        var fields = Schema.Of(kind, own).ToList();
        var pairs = new List<(int Column, Field Field, double Score)>();
        for (var i = 0; i < header.Count; i++)
        {
            var column = i;
            var values = sample
                .Where(r => column < r.Count && r[column].Length > 0)
                .Select(r => r[column])
                .Take(50)
                .ToList();
            foreach (var field in fields)
            {
                var score = HeaderMatch.Of(header[i], field) * ValueMatch.Of(field.Type, values);
                if (score >= Least)
                {
                    pairs.Add((i, field, score));
                }
            }
        }

        // The surest first; among equals the leftmost column, since exports put what matters in front.
        var found = new (Field? Field, double Score)[header.Count];
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (
            var (column, field, score) in pairs
                .OrderByDescending(p => p.Score)
                .ThenBy(p => p.Column)
        )
        {
            if (found[column].Field is null && (field.Several || taken.Add(field.Name)))
            {
                found[column] = (field, score);
            }
        }

        return found;
    }

    private static double Score(ImportKind kind, (Field? Field, double Score)[] found)
    {
        var sum = found
            .Where(f => f.Field is not null)
            .DistinctBy(f => f.Field!.Name)
            .Sum(f => f.Score * f.Field!.Telling);
        return HasWhatItNeeds(kind, Names(found)) ? sum : sum * Incomplete;
    }

    private static HashSet<string> Names((Field? Field, double Score)[] found) =>
        [.. found.Where(f => f.Field is not null).Select(f => f.Field!.Name)];

    private static bool HasWhatItNeeds(ImportKind kind, HashSet<string> has) =>
        kind switch
        {
            ImportKind.Clients => has.Contains(ClientFields.Name)
                || has.Contains(ClientFields.LegalName),
            ImportKind.Contacts => has.Contains(ContactFields.GivenName)
                || has.Contains(ContactFields.FamilyName)
                || (has.Contains(ContactFields.FullName) && has.Count > 1),
            ImportKind.Opportunities => (
                has.Contains(OpportunityFields.Name)
                || has.Contains(OpportunityFields.ExternalId)
                || has.Contains(OpportunityFields.Client)
            ) && (has.Contains(OpportunityFields.Stage) || has.Contains(OpportunityFields.Value)),
            ImportKind.Interactions => has.Contains(InteractionFields.Occurred)
                && (
                    has.Contains(InteractionFields.Subject)
                    || has.Contains(InteractionFields.Body)
                    || has.Contains(InteractionFields.Channel)
                ),
            _ => has.Contains(ColleagueFields.Name)
                && (
                    has.Contains(ColleagueFields.Lead)
                    || has.Contains(ColleagueFields.Unit)
                    || has.Contains(ColleagueFields.Roles)
                ),
        };
}
