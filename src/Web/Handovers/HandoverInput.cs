using NodaTime;
using Rapport.Data;
using Rapport.Handovers;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Contacts;
using Rapport.Web.Shared;

namespace Rapport.Web.Handovers;

/// <summary>A handover as typed: beside each client's id the successor, as completing wrote her.</summary>
public sealed class HandoverInput
{
    /// <summary>What the button says: fill, look or go.</summary>
    public string? Step { get; set; }

    /// <summary>One successor for all.</summary>
    public string? Everybody { get; set; }

    /// <summary>Of what belongs to no client.</summary>
    public string? OfFirm { get; set; }
    public Guid[]? Client { get; set; }
    public string?[]? Successor { get; set; }
    public string? On { get; set; }
    public string? Leaves { get; set; }
    public string? Suddenly { get; set; }
    public string? Reason { get; set; }
    public string? Knowing { get; set; }

    internal static HandoverInput Of(IFormCollection form) =>
        new()
        {
            Step = form[nameof(Step)],
            Everybody = form[nameof(Everybody)],
            OfFirm = form[nameof(OfFirm)],
            Client =
            [
                .. form[nameof(Client)]
                    .Select(id => Guid.TryParse(id, out var one) ? one : default),
            ],
            Successor = [.. form[nameof(Successor)]],
            On = form[nameof(On)],
            Leaves = form[nameof(Leaves)],
            Suddenly = form[nameof(Suddenly)],
            Reason = form[nameof(Reason)],
            Knowing = form[nameof(Knowing)],
        };

    public string? At(Guid clientId)
    {
        var place = Array.IndexOf(Client ?? [], clientId);
        return place >= 0 && place < (Successor?.Length ?? 0) ? Successor![place] : null;
    }

    /// <summary>As the plan proposes it.</summary>
    internal static async Task<HandoverInput> Of(
        Db db,
        HandoverPlan plan,
        bool suddenly,
        CancellationToken cancel
    )
    {
        var said = new Dictionary<Guid, string?>();
        foreach (
            var id in plan
                .Clients.Select(c => c.Proposed?.ColleagueId)
                .Append(plan.ForFirm?.ColleagueId)
                .OfType<Guid>()
                .Distinct()
        )
        {
            said[id] = await ColleagueNames.Said(db, id, cancel);
        }
        return new HandoverInput
        {
            OfFirm =
                plan.OfFirm.Count > 0 && plan.ForFirm is { } one ? said[one.ColleagueId] : null,
            Client = [.. plan.Clients.Select(c => c.ClientId)],
            Successor =
            [
                .. plan.Clients.Select(c =>
                    c.Proposed is { } proposed ? said[proposed.ColleagueId] : null
                ),
            ],
            Suddenly = suddenly ? "true" : null,
            Reason = HandoverWords.AsLeaves.With(plan.Colleague),
        };
    }

    /// <summary>The one successor beside everything.</summary>
    internal void Fill(HandoverPlan plan)
    {
        if (string.IsNullOrWhiteSpace(Everybody))
        {
            return;
        }
        Client = [.. plan.Clients.Select(c => c.ClientId)];
        Successor = [.. plan.Clients.Select(_ => Everybody)];
        OfFirm = plan.OfFirm.Count > 0 ? Everybody : OfFirm;
    }

    internal async Task<SuccessionDetails> Details(
        Db db,
        HandoverPlan plan,
        Faults faults,
        CancellationToken cancel
    )
    {
        var meant = new Dictionary<string, Guid?>(StringComparer.Ordinal);
        var shares = new List<ShareDetails>();
        // Those of the form first, so that it says the same when it is sent again and nothing is held any more.
        foreach (
            var client in (Client ?? [])
                .Where(id => id != Guid.Empty)
                .Concat(plan.Clients.Select(c => c.ClientId))
                .Distinct()
        )
        {
            var typed = At(client)?.Trim() ?? "";
            if (!meant.TryGetValue(typed, out var successor))
            {
                meant[typed] = successor = await ColleagueNames.Chosen(
                    db,
                    typed,
                    $"clients.{client}",
                    faults,
                    cancel
                );
            }
            shares.Add(new ShareDetails(client, successor));
        }
        return new SuccessionDetails
        {
            SuccessorId = await ColleagueNames.Chosen(db, OfFirm, "successorId", faults, cancel),
            Clients = shares,
            On = ContactInput.Date("on", On, faults),
            Leaves = Leaves is not null,
            Suddenly = Suddenly is not null,
            Reason = Reason,
            Knowing = Knowing is not null,
        };
    }
}
