using Rapport.Tests.Engines;
using Rapport.Tests.Kill;

namespace Rapport.Browser;

/// <summary>A database with the demo firm, loaded once for a run by the program itself, and copied for each class.</summary>
public sealed class DemoDatabase() : TestDatabase(SqliteEngine.Instance, Loaded)
{
    private static readonly Template Loaded = new(
        "demo",
        async place =>
        {
            using var program = new Victim(place);
            using var loading = program.Run("demo");
            await loading.WaitForExitAsync();
            Assert.Equal(0, loading.ExitCode);
        }
    );
}
