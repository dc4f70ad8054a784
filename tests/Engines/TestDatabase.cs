namespace Rapport.Tests.Engines;

/// <summary>
/// The database of one test class, made before its first test and gone after its last. Facts are written once, in an
/// abstract class that takes it, and run on both engines through the two classes nested there:
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

    public ITestEngine Engine => engine;

    public TestPlace Place =>
        place ?? throw new InvalidOperationException("The database is not made yet.");

    public async ValueTask InitializeAsync() => place = await engine.NewDatabase(template);

    public async ValueTask DisposeAsync()
    {
        if (place is not null)
        {
            await engine.Drop(place);
        }
        GC.SuppressFinalize(this);
    }
}

public sealed class Sqlite() : TestDatabase(SqliteEngine.Instance, Template.Migrated);

public sealed class Postgres() : TestDatabase(PostgresEngine.Instance, Template.Migrated);
