using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Conflicts;
using Rapport.Web.People;
using Rapport.Web.Shared;

namespace Rapport.Web.Account;

/// <summary>Of which roles the firm asks a second factor.</summary>
internal static class FactorRulesPages
{
    public const string Path = "/settings/second-factor";
    private const string UsualDays = "7";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Needs(Act.ManageColleagues);
        app.MapPost(Path, Change).Needs(Act.ManageColleagues).AsksProof().DisableAntiforgery();
    }

    private static async Task<IResult> Show(Me me, FactorRules rules, CancellationToken cancel)
    {
        var input = Of(await rules.Read(cancel));
        return Page(me, input, input.State.Write(), null);
    }

    private static FactorRulesInput Of(List<FactorRule> asked) =>
        new()
        {
            Role = [.. asked.Select(r => r.Role.ToString())],
            Days = RoleTexts.Each.ToDictionary(
                role => role.ToString(),
                string? (role) =>
                    asked
                        .Find(r => r.Role == role)
                        ?.GraceDays.ToString(CultureInfo.InvariantCulture)
                    ?? UsualDays
            ),
        };

    private static async Task<IResult> Change(
        Db db,
        Me me,
        FactorRules rules,
        [FromForm] IFormCollection form,
        CancellationToken cancel
    )
    {
        var sent = Sent.Read(FactorRulesInput.Shape, form);
        form = sent.Settled(form);
        var input = FactorRulesInput.Of(form);
        var now = Of(await rules.Read(cancel)).State;
        var contested = new Contested(
            nameof(FactorRule),
            Guid.Empty,
            0,
            AccountWords.RulesTitle,
            "settings",
            Path,
            Path
        );
        if (await Overtaken.Page(db, me, sent, now, null, contested, cancel) is { } overtaken)
        {
            return overtaken;
        }
        var faults = new Faults();
        var said = new Dictionary<Roles, int>();
        foreach (var role in RoleTexts.Each.Where(r => input.Role.Contains(r.ToString())))
        {
            var typed = input.Days.GetValueOrDefault(role.ToString());
            var read = int.TryParse(
                typed,
                NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture,
                out var days
            );
            faults.If(!read, $"days.{role}", Fault.NotANumber);
            said[role] = days;
        }
        var changed = faults.Any ? faults.Refusal : await rules.Change(said, cancel);
        return changed.Done
            ? TypedResults.Redirect("/settings")
            : Page(me, input, form[FormState.Opened].ToString(), changed.Refusal);
    }

    private static RazorComponentResult<FactorRulesView> Page(
        Me me,
        FactorRulesInput input,
        string opened,
        Refusal? refusal
    ) =>
        Pages.Show<FactorRulesView>(
            new
            {
                Me = me,
                Input = input,
                Opened = opened,
                Refusal = refusal,
            },
            Pages.StatusOf(refusal)
        );
}
