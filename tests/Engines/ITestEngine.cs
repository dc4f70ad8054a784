using Rapport.Data;
using Rapport.Values;

namespace Rapport.Tests.Engines;

/// <summary>A database engine that tests run on. It knows places alone, nothing of what is stored there.</summary>
public interface ITestEngine
{
    string Name { get; }

    /// <summary>A database of its own, copied from the template; the template is filled once per run.</summary>
    Task<TestPlace> NewDatabase(Template template);

    /// <summary>Ends its connections and removes it.</summary>
    Task Drop(TestPlace place);
}

/// <summary>Where the database of a test is.</summary>
/// <param name="Postgres">A PostgreSQL connection string; null for SQLite in the folder.</param>
/// <param name="Folder">A data folder of its own, for what is kept beside the database.</param>
public sealed record TestPlace(string? Postgres, string Folder)
{
    public string SqliteFile => Path.Combine(Folder, "rapport.db");
}

/// <summary>
/// What a new database starts from. <paramref name="Fill"/> leaves no connection open behind it, since a template
/// can only be copied when nobody is connected; what it puts into the folder is not copied.
/// </summary>
public sealed record Template(string Name, Func<TestPlace, Task> Fill)
{
    /// <summary>A database as the program makes it at its first start.</summary>
    public static Template Migrated { get; } =
        new(
            "migrated",
            async place =>
            {
                await using var source = new DbSource(
                    new DbPlace(place.Postgres, place.Folder),
                    new MicrosecondClock()
                );
                await source.Migrate();
            }
        );
}
