using Rapport.Tests.World;

namespace Rapport.Tests.Engines;

/// <summary>
/// The database of one test class, made before its first test and gone after its last, with the program on it for those
/// that ask for <see cref="App" />. Facts are written once, in an abstract class that takes it, and run on both engines
/// through the two classes nested there:
/// <code>
/// public abstract class ClientsTests(TestDatabase database)
/// {
///     [Fact]
///     public async Task A_name_is_found_by_its_folded_key() => … database.Place …
///
///     public sealed class OnSqlite(Sqlite database) : ClientsTests(database), IClassFixture&lt;Sqlite&gt;;
///
///     public sealed class OnPostgres(Postgres database) : ClientsTests(database), IClassFixture&lt;Postgres&gt;;
/// }
/// </code>
/// A rule test finds the class that leaves one of them out.
/// </summary>
public abstract class TestDatabase(ITestEngine engine, Template template) : IAsyncLifetime
{
    private TestPlace? place;
    private TestApp? app;

    public ITestEngine Engine => engine;

    public TestPlace Place =>
        place ?? throw new InvalidOperationException("The database is not made yet.");

    /// <summary>
    /// The program on this database, started for the first fact that asks and shared by the facts of the class, as the
    /// database is: each makes its own rows and its own people.
    /// </summary>
    public async Task<TestApp> App()
    {
        // Where all come from one address, the limits by address would count the facts before this one.
        if (app is not null && !OwnAddress.Exists)
        {
            await app.DisposeAsync();
            app = null;
        }
        return app ??= await TestApp.Start(Place);
    }

    public async ValueTask InitializeAsync() => place = await engine.NewDatabase(template);

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }
        if (place is not null)
        {
            await engine.Drop(place);
        }
        GC.SuppressFinalize(this);
    }
}

public sealed class Sqlite() : TestDatabase(SqliteEngine.Instance, Template.Migrated);

public sealed class Postgres() : TestDatabase(PostgresEngine.Instance, Template.Migrated);
