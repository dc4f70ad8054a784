using System.Globalization;
using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Web.Commitments;

/// <summary>Where a promise is typed.</summary>
public enum PromiseOf
{
    /// <summary>The form of a commitment.</summary>
    Form,

    /// <summary>What is next after an entry.</summary>
    Next,

    /// <summary>What is to be done after a meeting: several, in rows.</summary>
    Actions,
}

/// <summary>A promise as far as it is typed, in whichever form.</summary>
/// <param name="Text">What is promised, where the form holds several; else null.</param>
/// <param name="Day">What the field of its day is called, into which another may be put.</param>
/// <param name="Target">What the field of the internal target is called; null where the form has none.</param>
public sealed record PromiseTyped(PromiseAsked Asked, string? Text, string Day, string? Target)
{
    /// <summary>More rows than these are not looked at.</summary>
    private const int MostRows = 20;

    private const string Rows = "Actions[";

    /// <summary>The fields whose values are sent along, as htmx finds them.</summary>
    public static string Fields(PromiseOf of) =>
        of switch
        {
            PromiseOf.Next => "[name=ClientId],[name=Client],[name=NextDay],[name=NextOwner]",
            PromiseOf.Actions => "[name^='Actions[']",
            _ => "[name=ClientId],[name=Client],[name=Favour],[name=Day],[name=Hour],[name=Owner]",
        };

    /// <summary>Those whose client and date are told; what is half typed yet is none.</summary>
    /// <param name="clientId">The client where the form does not name it: that of the meeting.</param>
    internal static async Task<IReadOnlyList<PromiseTyped>> Read(
        Db db,
        IQueryCollection typed,
        PromiseOf of,
        Guid? clientId,
        DateTimeZone zone,
        CancellationToken cancel
    )
    {
        if (of == PromiseOf.Actions)
        {
            return clientId is { } at ? Several(typed, at, zone) : [];
        }
        var faults = new Faults();
        var client = Guid.TryParse(typed["ClientId"].FirstOrDefault(), out var id)
            ? id
            : await ClientNames.Chosen(
                db,
                typed["Client"].FirstOrDefault(),
                "clientId",
                faults,
                cancel
            );
        var (day, owner) = of == PromiseOf.Next ? ("NextDay", "NextOwner") : ("Day", "Owner");
        var (due, dueOn) = DueInput.Read(typed[day], typed["Hour"], zone, faults);
        if (client is not { } whom || (due ?? (object?)dueOn) is null || !ToClient(typed["Favour"]))
        {
            return [];
        }
        var who = await ColleagueNames.Chosen(db, typed[owner], "ownerId", faults, cancel);
        return
        [
            new PromiseTyped(
                new PromiseAsked(whom, who, due, dueOn),
                null,
                day,
                of == PromiseOf.Form ? "Target" : null
            ),
        ];
    }

    private static List<PromiseTyped> Several(
        IQueryCollection typed,
        Guid clientId,
        DateTimeZone zone
    )
    {
        var several = new List<PromiseTyped>();
        var days = typed.Keys.Where(k =>
            k.StartsWith(Rows, StringComparison.Ordinal)
            && k.EndsWith("].Due", StringComparison.Ordinal)
        );
        foreach (var day in days.Take(MostRows))
        {
            var row = day[..^"Due".Length];
            var (due, dueOn) = DueInput.Read(typed[day], null, zone, new Faults());
            if (dueOn is null || !ToClient(typed[row + "Favour"]))
            {
                continue;
            }
            Guid? owner = Guid.TryParse(typed[row + "Owner"], out var id) ? id : null;
            several.Add(
                new PromiseTyped(
                    new PromiseAsked(clientId, owner, due, dueOn),
                    typed[row + "Text"].FirstOrDefault() is { Length: > 0 } text
                        ? text
                        : (several.Count + 1).ToString(CultureInfo.CurrentCulture),
                    day,
                    null
                )
            );
        }
        return several;
    }

    private static bool ToClient(string? favour) =>
        string.IsNullOrEmpty(favour) || favour == nameof(Favour.Client);
}
