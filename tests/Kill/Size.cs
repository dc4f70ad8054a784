using Rapport.Data;
using Rapport.People;
using Rapport.Tests.World;

namespace Rapport.Tests.Kill;

/// <summary>The same kills, few in bin/test and many in bin/prove.</summary>
internal static class Size
{
    private static readonly bool Full =
        Environment.GetEnvironmentVariable("RAPPORT_PROVE") == "full";

    public static int Kills => Full ? 40 : 3;

    /// <summary>Of an import, and how many rows its file has.</summary>
    public static int ImportKills => Full ? 40 : 2;

    public static int Rows => Full ? 200_000 : 5000;

    /// <summary>Contacts, so many of them entered twice.</summary>
    public static (int Contacts, int Twice) Duplicates => Full ? (10_000, 2000) : (400, 80);

    /// <summary>To which plays answer.</summary>
    public static int Events => Full ? 5000 : 300;

    public static TimeSpan LongestImport => TimeSpan.FromMinutes(Full ? 30 : 2);

    /// <summary>An administrator's token, for scripts.</summary>
    public static async Task<string> Token(TestFirm firm)
    {
        var colleague = await firm.Colleague(Roles.Administrator);
        await using var db = firm.System();
        return (
            await new ApiTokens(db).Create(colleague.Id, "kill", Scopes.Read | Scopes.Write)
        ).Value;
    }
}
