using Rapport.Tests.Engines;

namespace Rapport.Tests.Rules;

/// <summary>How tests are written.</summary>
public sealed class TestRules
{
    [Fact]
    public void What_is_tested_on_one_engine_is_tested_on_the_other()
    {
        var tests = typeof(TestRules)
            .Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false })
            .ToList();

        var onSqlite = tests
            .Where(type => Uses<Sqlite>(type))
            .Select(type => type.BaseType!.FullName)
            .Order();
        var onPostgres = tests
            .Where(type => Uses<Postgres>(type))
            .Select(type => type.BaseType!.FullName)
            .Order();

        Assert.Equal(onSqlite, onPostgres);
        Assert.Contains(typeof(TestDatabaseTests).FullName, onSqlite);
    }

    private static bool Uses<TDatabase>(Type test)
        where TDatabase : TestDatabase =>
        typeof(IClassFixture<TDatabase>).IsAssignableFrom(test) && test.BaseType != typeof(object);
}
