using Microsoft.AspNetCore.Mvc;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Shared;

namespace Rapport.Web.Import;

/// <summary>What the form of the firm's settings says.</summary>
public sealed class FirmInput
{
    public string? Name { get; set; }
    public string? Currency { get; set; }
    public string? Zone { get; set; }
    public string? Language { get; set; }
}

/// <summary>The firm's own settings.</summary>
internal static class FirmPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/settings/firm", Form).Needs(Act.ManageColleagues);
        app.MapPost("/settings/firm", Change).Needs(Act.ManageColleagues).DisableAntiforgery();
    }

    private static async Task<IResult> Form(Me me, Firms firms, CancellationToken cancel)
    {
        var firm = await firms.Read(cancel);
        var input = new FirmInput
        {
            Name = firm.Name,
            Currency = firm.Currency,
            Zone = firm.Zone,
            Language = firm.Language,
        };
        return Pages.Show<FirmView>(new { Me = me, Input = input });
    }

    private static async Task<IResult> Change(
        Me me,
        Firms firms,
        [FromForm] FirmInput input,
        CancellationToken cancel
    )
    {
        var changed = await firms.Change(
            new FirmDetails(
                input.Name,
                input.Currency?.Trim().ToUpperInvariant(),
                input.Zone,
                input.Language
            ),
            cancel
        );
        return changed.Done
            ? TypedResults.Redirect("/settings/firm")
            : Pages.Again<FirmView>(
                new
                {
                    Me = me,
                    Input = input,
                    changed.Refusal,
                }
            );
    }
}
