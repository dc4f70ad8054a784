using Microsoft.AspNetCore.Mvc;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Meetings;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Conflicts;
using Rapport.Web.Shared;

namespace Rapport.Web.Clients;

/// <summary>How far we live up to a value, as it was chosen, and what shows it.</summary>
public sealed record RateForm
{
    public string? Compliance { get; init; }
    public string? Evidence { get; init; }

    /// <summary>The fields, as they are told where two change them.</summary>
    public static FormShape Shape =>
        new([
            new(
                "Compliance",
                ClientWords.WhereWeStand,
                ClientTexts.Options<Compliance>(c => c.Label())
            ),
            new("Evidence", ClientWords.Evidence, Long: true),
        ]);

    public static RateForm Of(ValueDetails value) =>
        new() { Compliance = value.Compliance.ToString(), Evidence = value.Evidence };

    public static RateForm Of(IFormCollection form) =>
        new() { Compliance = form["Compliance"], Evidence = form["Evidence"] };

    /// <summary>What the form of a value is opened with.</summary>
    public static string Opened(ValueDetails value) => FormState.Of(Shape, Of(value)).Write();
}

/// <summary>A rating that could not be taken, to be shown again where it was given.</summary>
public sealed record RefusedRating(Guid ValueId, RateForm Input, Refusal Refusal);

/// <summary>Saying on the handbook how far we live up to one of a client's values.</summary>
internal static class ClientRatingPages
{
    public static void Map(RouteGroupBuilder client) =>
        client.MapPost("/values/{valueId:guid}", Rate).Needs(Act.ChangeClient).DisableAntiforgery();

    private static async Task<IResult> Rate(
        Db db,
        Me me,
        Rhythms rhythms,
        Rapport.Clients.Clients clients,
        Guid id,
        Guid valueId,
        [FromForm] IFormCollection form,
        CancellationToken cancel
    )
    {
        if (
            await ClientRecords.Find(db, id, cancel) is not { } client
            || client.Details.Values!.FirstOrDefault(v => v.Id == valueId) is not { } value
        )
        {
            return TypedResults.NotFound();
        }
        var sent = Sent.Read(RateForm.Shape, form);
        form = sent.Settled(form);
        var contested = new Contested(
            nameof(Client),
            id,
            client.Version,
            value.Text!,
            "clients",
            $"/clients/{id}/values/{valueId}",
            $"/clients/{id}#value-{valueId}",
            valueId
        );
        var now = FormState.Of(RateForm.Shape, RateForm.Of(value));
        if (
            await Overtaken.Page(db, me, sent, now, Overtaken.Version(form), contested, cancel) is
            { } overtaken
        )
        {
            return overtaken;
        }
        var input = RateForm.Of(form);
        var rated = Choice.Of<Compliance>(input.Compliance) is { } kept
            ? await clients.Rate(id, valueId, kept, input.Evidence, cancel)
            : Refusal.Invalid("compliance", Fault.Unknown);
        return rated.Refusal?.Kind switch
        {
            null => TypedResults.Redirect($"/clients/{id}#value-{valueId}"),
            RefusalKind.NotFound => TypedResults.NotFound(),
            _ => await ClientsPages.HandbookPage(
                db,
                me,
                rhythms,
                id,
                null,
                new RefusedRating(valueId, input, rated.Refusal!),
                cancel
            ),
        };
    }
}
