using NodaTime;
using Rapport.Contacts;
using Rapport.Web.Contacts;
using Rapport.Web.Shared;

namespace Rapport.Tests.Web.Shared;

public sealed class PeopleMapTests
{
    [Fact]
    public void Of_three_hundred_people_so_many_are_drawn_that_none_lies_under_another()
    {
        var people = Enumerable
            .Range(0, 300)
            .Select(n => Person($"Person {n}", influence: n % 5, stance: n % 5 - 2));

        var placed = PeopleMapLayout.Place(people);

        Assert.InRange(placed.Count, 25, 100);
        foreach (var (at, one) in placed.Index())
        {
            foreach (var other in placed.Skip(at + 1))
            {
                var apart = Math.Sqrt(Math.Pow(one.X - other.X, 2) + Math.Pow(one.Y - other.Y, 2));
                Assert.True(apart > 0.8 * (one.Radius + other.Radius), $"{one} under {other}");
            }
        }
    }

    [Fact]
    public void The_few_people_of_a_usual_client_are_all_drawn()
    {
        var people = Enumerable
            .Range(0, 8)
            .Select(n => Person($"Person {n}", influence: n % 4, stance: n % 3 - 1))
            .ToList();

        Assert.Equal(people.Count, PeopleMapLayout.Place(people).Count);
    }

    [Theory]
    [InlineData(null, true, 1)]
    [InlineData(Closeness.NotMet, true, 1)]
    [InlineData(null, false, null)]
    [InlineData(Closeness.NotMet, false, 0)]
    [InlineData(Closeness.Knows, true, 2)]
    public void Somebody_with_whom_one_of_us_was_in_touch_is_met(
        Closeness? said,
        bool touched,
        int? drawn
    )
    {
        var touch = touched ? Instant.FromUtc(2026, 1, 31, 9, 30) : (Instant?)null;
        var ingrid = new PersonOf(
            Guid.NewGuid(),
            "Ingrid",
            null,
            null,
            null,
            null,
            said,
            null,
            touch,
            null,
            null
        );

        Assert.Equal(drawn, Assert.Single(ContactTexts.OnMap([ingrid], mayChange: true)).Closeness);
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData(Influence.Some, null, false)]
    [InlineData(null, Stance.Neutral, false)]
    [InlineData(Influence.Some, Stance.Neutral, true)]
    public void Only_who_was_judged_has_a_place(Influence? influence, Stance? stance, bool placed)
    {
        var ada = new PersonOf(
            Guid.NewGuid(),
            "Ada",
            null,
            null,
            influence,
            stance,
            null,
            null,
            null,
            null,
            null
        );

        Assert.Equal(
            placed,
            PeopleMapLayout.Place(ContactTexts.OnMap([ada], mayChange: true)).Count == 1
        );
    }

    private static PersonOnMap Person(string name, int influence, int stance) =>
        new(name, influence, stance, Closeness: 1, Href: "/contacts");
}
