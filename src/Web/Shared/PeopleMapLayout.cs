using System.Globalization;

namespace Rapport.Web.Shared;

/// <summary>A person's place on the map: the circle, and its name's middle, or null where no room is left for it.</summary>
public sealed record PlacedPerson(
    PersonOnMap Person,
    double X,
    double Y,
    double Radius,
    string Label,
    (double X, double Y)? Name
);

/// <summary>How many stand at a place and are not drawn, and where that is written.</summary>
public sealed record PlacedOthers(MapPlace Place, double X, double Y, int Count);

/// <summary>A map with all that is drawn on it.</summary>
public sealed record PlacedPeople(
    double Height,
    IReadOnlyList<PlacedPerson> People,
    IReadOnlyList<PlacedOthers> Others
);

/// <summary>
/// Places people by influence and stance. Those with the same judgement stand side by side, names go where they cover
/// nothing, the most influential first; a name without room is left to the tooltip and the table. Where they are too
/// many for that, or most would have no name, each place shows whom we know best there, and how many more there are. Of whom nobody said both has no
/// place.
/// </summary>
public static class PeopleMapLayout
{
    public const double Width = 340;

    private const double Usual = 210;
    private const double Crowded = 290;
    private const double Margin = 24;
    private const double NameHeight = 13;
    private const double Gap = 2;
    private const double LetterWidth = 5.9; // Inter at 11 px, a little generous
    private const int CrowdedLetters = 11;

    /// <param name="counted">How many there are at each place; null where these are all.</param>
    public static PlacedPeople Place(
        IEnumerable<PersonOnMap> people,
        IReadOnlyDictionary<MapPlace, int>? counted = null
    )
    {
        var groups = people
            .Where(person => person.IsPlaced)
            .OrderByDescending(person => person.Influence)
            .ThenByDescending(person => person.Closeness)
            .ThenBy(person => person.Name, StringComparer.Ordinal)
            .GroupBy(person => person.Place)
            .ToList();
        var all = groups.SelectMany(SideBySide).ToList();
        if (counted is null && all.Index().All(c => !all.Take(c.Index).Any(c.Item.Covers)))
        {
            var named = Named(all, Usual);
            if (named.Count(p => p.Name is null) <= named.Count / 2)
            {
                return new(Usual, named, []);
            }
        }
        var foremost = groups.ToDictionary(g => g.Key, g => Foremost(g.Key, g.First()));
        var there = counted ?? groups.ToDictionary(g => g.Key, g => g.Count());
        return new(
            Crowded,
            Named([.. foremost.Values], Crowded),
            [
                .. there
                    .Select(p => Others(p.Key, foremost.GetValueOrDefault(p.Key), p.Value))
                    .Where(o => o.Count > 0),
            ]
        );
    }

    public static string NameOf(PersonOnMap person) =>
        person.Closeness == 0 ? SharedWords.NotMet.With(person.Name) : person.Name;

    private static List<PlacedPerson> Named(IReadOnlyList<PlacedPerson> circles, double height)
    {
        var covered = circles.Select(Around).ToList();
        var placed = new List<PlacedPerson>();
        foreach (var circle in circles)
        {
            var name = RoomForName(circle, covered, height);
            if (name is { } middle)
                covered.Add(NameBox(middle, circle.Label));
            placed.Add(circle with { Name = name });
        }
        return placed;
    }

    private static bool Covers(this PlacedPerson one, PlacedPerson other) =>
        Math.Pow(one.X - other.X, 2) + Math.Pow(one.Y - other.Y, 2)
        < Math.Pow(one.Radius + other.Radius + Gap, 2);

    private static double Across(MapPlace place, double margin) =>
        margin + (Math.Clamp(place.Stance, -2, 2) + 2) / 4.0 * (Width - 2 * margin);

    private static double Down(MapPlace place, double height) =>
        Margin + (4 - Math.Clamp(place.Influence, 0, 4)) / 4.0 * (height - 2 * Margin - NameHeight);

    private static IEnumerable<PlacedPerson> SideBySide(IGrouping<MapPlace, PersonOnMap> group)
    {
        // Up to four in a row, then a second row below.
        const int perRow = 4;
        const double apart = 34;
        var people = group.ToList();
        var (x, y) = (Across(group.Key, Margin), Down(group.Key, Usual));
        for (var i = 0; i < people.Count; i++)
        {
            var inRow = Math.Min(perRow, people.Count - i / perRow * perRow);
            var offset = (i % perRow - (inRow - 1) / 2.0) * apart;
            yield return new(
                people[i],
                // Written with a point whatever the culture, and whole: the page stays small and the same.
                Math.Round(Math.Clamp(x + offset, Margin - 6 + i % perRow * 4, Width - Margin + 6)),
                Math.Round(Math.Min(y + i / perRow * apart, Usual - Margin)),
                11 + group.Key.Influence,
                NameOf(people[i]),
                Name: null
            );
        }
    }

    /// <summary>One for a place, with so many letters of her name as it has room for.</summary>
    private static PlacedPerson Foremost(MapPlace place, PersonOnMap person)
    {
        var (x, y) = Middle(place);
        return new(person, x, y, 11 + place.Influence, Short(person.Name), Name: null);
    }

    /// <summary>Beside the one who is drawn, or in her stead.</summary>
    private static PlacedOthers Others(MapPlace place, PlacedPerson? drawn, int there)
    {
        if (drawn is null)
        {
            var (x, y) = Middle(place);
            return new(place, x, y + 4, there);
        }
        return new(place, drawn.X + drawn.Radius + 8, drawn.Y - drawn.Radius + 6, there - 1);
    }

    private static (double X, double Y) Middle(MapPlace place)
    {
        const double margin = 36;
        return (Math.Round(Across(place, margin)), Math.Round(Down(place, Crowded)));
    }

    /// <summary>"I. Solberg", or its beginning where that is still too long.</summary>
    private static string Short(string name)
    {
        if (name.Length <= CrowdedLetters)
        {
            return name;
        }
        var words = name.Split(' ');
        var brief = words.Length > 1 ? $"{StringInfo.GetNextTextElement(name)}. {words[^1]}" : name;
        var letters = new StringInfo(brief);
        return letters.LengthInTextElements > CrowdedLetters
            ? letters.SubstringByTextElements(0, CrowdedLetters - 1) + "…"
            : brief;
    }

    private static (double X, double Y)? RoomForName(
        PlacedPerson circle,
        List<Box> covered,
        double height
    )
    {
        var half = circle.Label.Length * LetterWidth / 2;
        var besides = circle.Radius + 4 + half;
        // Below, above, after, before; then a little further out.
        (double X, double Y)[] wished =
        [
            (circle.X, circle.Y + circle.Radius + 9),
            (circle.X, circle.Y - circle.Radius - 8),
            (circle.X + besides, circle.Y),
            (circle.X - besides, circle.Y),
            (circle.X, circle.Y + circle.Radius + 21),
            (circle.X, circle.Y - circle.Radius - 20),
        ];
        foreach (var (x, y) in wished)
        {
            // Near the border a name moves inwards rather than out of the picture.
            var middle = (X: Math.Clamp(x, half, Math.Max(half, Width - half)), Y: y);
            var box = NameBox(middle, circle.Label);
            if (box.Top >= -2 && box.Bottom <= height + 2 && !covered.Any(box.Touches))
                return middle;
        }
        return null;
    }

    private static Box Around(PlacedPerson circle) =>
        new(
            circle.X - circle.Radius - 1,
            circle.Y - circle.Radius - 1,
            circle.X + circle.Radius + 1,
            circle.Y + circle.Radius + 1
        );

    private static Box NameBox((double X, double Y) middle, string name)
    {
        var half = name.Length * LetterWidth / 2;
        return new(
            middle.X - half,
            middle.Y - NameHeight / 2,
            middle.X + half,
            middle.Y + NameHeight / 2
        );
    }

    private sealed record Box(double Left, double Top, double Right, double Bottom)
    {
        public bool Touches(Box other) =>
            Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
    }
}
