using System.Globalization;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Plays;

/// <summary>
/// Holds what somebody is about to do against the plays that stand before it. They look at the records as they would be, when
/// all is written and nothing is committed: so any act that is told as an event can have a gate, and a condition means the same
/// as on a list. What the program does by itself, what a command does and what an import brings passes.
/// </summary>
internal sealed class Gates(Round round)
{
    /// <exception cref="StoppedException">One of them holds it back, or wants a reason that was not given.</exception>
    public async Task Pass(Db db, Saved saved)
    {
        if (db.Viewer.Origin is not (Origin.Page or Origin.Api))
        {
            return;
        }
        foreach (var gate in round.Book.Plays.Where(p => p.Said.Trigger == Trigger.Gate))
        {
            var ids = saved
                .Events.Where(e => e.Name == gate.Said.Event)
                .Select(e => e.SubjectId)
                .ToHashSet();
            if (ids.Count == 0)
            {
                continue;
            }
            var before = await Before(gate, ids);
            if (before.Count > 0)
            {
                await Pass(db, gate.Said, before);
            }
        }
    }

    /// <summary>The records of which its condition holds, without those of whom it says that it does not.</summary>
    private async Task<List<Subject>> Before(ActivePlay gate, IReadOnlyCollection<Guid> ids)
    {
        var holding = await round.Matching(gate.Said.Of, gate.Condition, ids);
        if (holding.Count == 0)
        {
            return [];
        }
        var subjects = await round.Subjects.Read(
            await round.List(gate.Said.Of),
            holding,
            round.Cancel
        );
        return
        [
            .. subjects
                .Where(s => gate.Said.For(s.Client?.Id, s.Client?.Tier)?.Off != true)
                .OrderBy(s => s.Id),
        ];
    }

    private async Task Pass(Db db, Play gate, List<Subject> before)
    {
        var reason = db.Reason?.Trim();
        if (gate.Gate == GateAnswer.Hold || string.IsNullOrEmpty(reason))
        {
            throw new StoppedException(StopOf(gate, before[0]));
        }
        await db.Within(
            db.Viewer,
            async inner =>
            {
                foreach (var subject in before)
                {
                    var said = new PlayReason
                    {
                        PlayId = gate.Id,
                        Edition = gate.Edition,
                        Act = gate.Event!,
                        SubjectId = subject.Id,
                        SubjectKind = gate.Of,
                        ClientId = subject.Client?.Id,
                        Text = Shortened.To(reason, PlayReason.Most),
                        ById = db.Viewer.ColleagueId,
                        At = db.Now,
                    };
                    inner.Add(said);
                    inner.Raise(PlayReason.Given, said, said.ClientId);
                }
                return await inner.SaveChangesAsync(round.Cancel);
            },
            round.Cancel
        );
    }

    private static Stop StopOf(Play gate, Subject subject)
    {
        // Whoever acts reads it now: in her language, which is that of her request.
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        var (name, why, _) = Shipped.Worded(gate, language);
        return new Stop(
            gate.Id,
            name,
            why,
            Raising.TextOf(gate, subject, language),
            gate.Gate != GateAnswer.Hold
        );
    }
}
