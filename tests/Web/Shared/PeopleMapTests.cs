using NodaTime;
using Rapport.Contacts;
using Rapport.Web.Contacts;
using Rapport.Web.Shared;

namespace Rapport.Tests.Web.Shared;

public sealed class PeopleMapTests
{
    [Fact]
    public void Of_three_hundred_people_each_place_shows_the_one_we_know_best_by_name_and_how_many_more_there_are()
    {
        var people = Enumerable
            .Range(0, 300)
            .Select(n => Person($"Per {n:000}", n % 5, n / 5 % 5 - 2, closeness: n == 222 ? 3 : 1))
            .ToList();

        var map = PeopleMapLayout.Place(people);

        Assert.Equal(25, map.People.Count);
        Assert.Equal(300 - 25, map.Others.Sum(o => o.Count));
        Assert.Contains(map.People, p => p.Person.Name == "Per 222");
        Assert.All(map.People, p => Assert.NotNull(p.Name));
        foreach (var (at, one) in map.People.Index())
        {
            foreach (var other in map.People.Skip(at + 1))
            {
                var apart = Math.Sqrt(Math.Pow(one.X - other.X, 2) + Math.Pow(one.Y - other.Y, 2));
                Assert.True(apart > one.Radius + other.Radius, $"{one} under {other}");
            }
        }
    }

    [Fact]
    public void A_name_too_long_for_its_place_is_shortened_and_never_within_a_letter()
    {
        var people = Enumerable
            .Range(0, 60)
            .Select(n => Person("Konstantinos Papadopoulos-Michailidis", n % 5, n / 5 % 5 - 2))
            .Append(Person("Ingrid Solberg", 4, 2, closeness: 3))
            .Append(
                Person(
                    "👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀",
                    4,
                    -2,
                    closeness: 3
                )
            );

        var labels = PeopleMapLayout.Place(people).People.Select(p => p.Label).ToHashSet();

        Assert.Equal(
            ["I. Solberg", "K. Papadop…", "👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀…"],
            labels.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Of_whom_a_part_is_given_the_others_are_counted_all_the_same()
    {
        var map = PeopleMapLayout.Place(
            [Person("Ada", 4, 0)],
            new Dictionary<MapPlace, int> { [new(4, 0)] = 41, [new(0, 0)] = 9 }
        );

        Assert.Equal("Ada", Assert.Single(map.People).Person.Name);
        Assert.Equal([9, 40], map.Others.Select(o => o.Count).Order());
    }

    [Fact]
    public void The_few_people_of_a_usual_client_are_all_drawn()
    {
        var people = Enumerable
            .Range(0, 8)
            .Select(n => Person($"Person {n}", influence: n % 4, stance: n % 3 - 1))
            .ToList();

        var map = PeopleMapLayout.Place(people);

        Assert.Equal(people.Count, map.People.Count);
        Assert.Empty(map.Others);
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
            PeopleMapLayout.Place(ContactTexts.OnMap([ada], mayChange: true)).People.Count == 1
        );
    }

    private static PersonOnMap Person(string name, int influence, int stance, int closeness = 1) =>
        new(name, influence, stance, closeness, Href: "/contacts");
}
