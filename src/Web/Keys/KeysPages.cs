using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Shared;

namespace Rapport.Web.Keys;

/// <summary>Which keys a colleague has, and how she changes them.</summary>
internal static class KeysPages
{
    public const string Path = "/settings/keys";

    /// <summary>Before the name of an act, in a form.</summary>
    public const string Field = "key-";
    public const string Off = "off";
    public const string Reset = "reset";
    public const string Everything = "all";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, (Me me) => Page(me, Chosen(me), null)).Needs(Act.Look);
        app.MapPost(Path, Change).Needs(Act.Look).DisableAntiforgery();
    }

    private static async Task<IResult> Change(
        Me me,
        Colleagues colleagues,
        [FromForm] IFormCollection form,
        CancellationToken cancel
    )
    {
        var reset = form[Reset].ToString();
        var faults = new Faults();
        var before = KeyChoices.Read(me.Keys);
        var typed = KeyActs
            .Of(me)
            .Select(a =>
                (
                    Act: a,
                    Keys: reset == Everything || reset == a.Name ? a.Usual
                    : form.TryGetValue(Field + a.Name, out var said) ? said.ToString().Trim()
                    : a.Keys(before)
                )
            )
            .ToList();
        var read = typed.ConvertAll(t => (t.Act, Keys: Read(t.Act, t.Keys, faults)));
        foreach (var (name, other) in KeyConflicts.Find(read))
        {
            faults.Add(name, Fault.KeyTaken, other.Label());
        }
        var plain = reset == Everything || !form.ContainsKey(Off);
        if (faults.Any)
        {
            return Page(me, new(typed.ToDictionary(t => t.Act.Name, t => t.Keys), plain), faults);
        }
        var chosen = read.Where(r => r.Keys != r.Act.Usual)
            .ToDictionary(r => r.Act.Name, r => r.Keys);
        var kept = await colleagues.ChooseKeys(
            me.ColleagueId,
            new KeyChoices(chosen, plain),
            cancel
        );
        if (kept.Done)
        {
            return TypedResults.Redirect(Path);
        }
        faults.Add("", kept.Refusal!.Faults[0].Fault, kept.Refusal.Faults[0].Detail);
        return Page(me, new(chosen, plain), faults);
    }

    /// <summary>As the key is kept; empty for none. In a form, where one types, no plain key can work.</summary>
    private static string Read(KeyAct act, string typed, Faults faults)
    {
        if (typed.Length == 0)
        {
            return "";
        }
        var read = KeyStrokes.Read(typed);
        if (read is null || (act.Scope == KeyScope.Form && KeyStrokes.ArePlain(read)))
        {
            faults.Add(act.Name, Fault.NotAKey);
            return "";
        }
        if (KeyStrokes.BrowserKeeps(read))
        {
            faults.Add(act.Name, Fault.KeyOfBrowser);
            return "";
        }
        return read;
    }

    private static KeyChoices Chosen(Me me)
    {
        var choices = KeyChoices.Read(me.Keys);
        return choices with
        {
            Keys = KeyActs.Of(me).ToDictionary(a => a.Name, a => a.Keys(choices)),
        };
    }

    /// <param name="shown">The keys of every act, as they are or as they were typed.</param>
    private static RazorComponentResult<KeysView> Page(Me me, KeyChoices shown, Faults? faults) =>
        Pages.Show<KeysView>(
            new
            {
                Me = me,
                Shown = shown,
                Refusal = faults?.Refusal,
            },
            Pages.StatusOf(faults?.Refusal)
        );
}
