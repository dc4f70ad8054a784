namespace Rapport.Web.Shared;

/// <summary>A person's place on the map: the circle, and its name's middle, or null where no room is left for it.</summary>
public sealed record PlacedPerson(
    PersonOnMap Person,
    double X,
    double Y,
    double Radius,
    (double X, double Y)? Name
);

/// <summary>
/// Places people by influence and stance. Those with the same judgement stand side by side, names go where they cover
/// nothing, the most influential first; a name without room is left to the tooltip and the table. Of whom nobody said
/// both has no place.
/// </summary>
public static class PeopleMapLayout
{
    public const double Width = 340;
    public const double Height = 210;

    private const double Margin = 24;
    private const double NameHeight = 13;
    private const double LetterWidth = 5.9; // Inter at 11 px, a little generous

    public static IReadOnlyList<PlacedPerson> Place(IEnumerable<PersonOnMap> people)
    {
        // Where many are of one mind the weightiest are drawn; a circle under others is read by nobody.
        var circles = new List<PlacedPerson>();
        foreach (var circle in Wished(people))
        {
            if (!circles.Exists(c => Covers(c, circle)))
            {
                circles.Add(circle);
            }
        }
        var covered = circles.Select(Around).ToList();
        var placed = new List<PlacedPerson>();
        foreach (var circle in circles)
        {
            var name = RoomForName(circle, covered);
            if (name is { } middle)
                covered.Add(NameBox(middle, circle.Person));
            placed.Add(circle with { Name = name });
        }
        return placed;
    }

    private static IEnumerable<PlacedPerson> Wished(IEnumerable<PersonOnMap> people) =>
        people
            .Where(person => person.IsPlaced)
            .OrderByDescending(person => person.Influence)
            .ThenByDescending(person => person.Closeness)
            .ThenBy(person => person.Name, StringComparer.Ordinal)
            .GroupBy(person => (person.Influence!.Value, person.Stance!.Value))
            .SelectMany(SideBySide);

    private static bool Covers(PlacedPerson one, PlacedPerson other) =>
        Math.Pow(one.X - other.X, 2) + Math.Pow(one.Y - other.Y, 2)
        < Math.Pow(0.85 * (one.Radius + other.Radius), 2);

    public static string NameOf(PersonOnMap person) =>
        person.Closeness == 0 ? SharedWords.NotMet.With(person.Name) : person.Name;

    private static IEnumerable<PlacedPerson> SideBySide(
        IGrouping<(int Influence, int Stance), PersonOnMap> group
    )
    {
        // Up to four in a row, then a second row below: more people of one mind than that are read in the table.
        const int perRow = 4;
        const double apart = 34;
        var people = group.ToList();
        var x = Margin + (Math.Clamp(group.Key.Stance, -2, 2) + 2) / 4.0 * (Width - 2 * Margin);
        var y =
            Margin
            + (4 - Math.Clamp(group.Key.Influence, 0, 4))
                / 4.0
                * (Height - 2 * Margin - NameHeight);
        for (var i = 0; i < people.Count; i++)
        {
            var inRow = Math.Min(perRow, people.Count - i / perRow * perRow);
            var offset = (i % perRow - (inRow - 1) / 2.0) * apart;
            yield return new(
                people[i],
                // Written with a point whatever the culture, and whole: the page stays small and the same.
                Math.Round(Math.Clamp(x + offset, Margin - 6 + i % perRow * 4, Width - Margin + 6)),
                Math.Round(Math.Min(y + i / perRow * apart, Height - Margin)),
                11 + group.Key.Influence,
                Name: null
            );
        }
    }

    private static (double X, double Y)? RoomForName(PlacedPerson circle, List<Box> covered)
    {
        var half = NameOf(circle.Person).Length * LetterWidth / 2;
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
            var box = NameBox(middle, circle.Person);
            if (box.Top >= -2 && box.Bottom <= Height + 2 && !covered.Any(box.Touches))
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

    private static Box NameBox((double X, double Y) middle, PersonOnMap person)
    {
        var half = NameOf(person).Length * LetterWidth / 2;
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
