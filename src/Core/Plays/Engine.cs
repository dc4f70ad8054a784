using Rapport.Data;

namespace Rapport.Plays;

/// <summary>
/// The engine of plays: follows every save in its transaction, asks the gates before it, discharges what it shows to be done,
/// raises what follows from it, and keeps an eye on what will be due. So nothing is lost when the program dies, and what is repeated raises
/// nothing twice.
/// </summary>
internal sealed class Engine : IFollowSave
{
    public const string Name = "plays";

    /// <summary>Plays that feed each other are found when they are saved; this holds should one slip through.</summary>
    private const int Deepest = 8;

    public int Order => 90;

    public async ValueTask Follow(Db db, Saved saved, CancellationToken cancel)
    {
        if (saved.Events.Count == 0 || db.Depth >= Deepest)
        {
            return;
        }
        var book = await Playbook.Of(db, saved, cancel);
        if (!book.Concerns(saved))
        {
            return;
        }
        await db.Within(
            Viewer.System(Name),
            async inner =>
            {
                var round = new Round(inner, book, cancel, db.Viewer.ColleagueId);
                await new Gates(round).Pass(db, saved);
                await new Ladders(round).Follow(saved);
                await new Discharging(round).Follow(saved);
                await new Raising(round).Follow(saved);
                await new Watching(round).Follow(saved);
                return true;
            },
            cancel
        );
    }
}
