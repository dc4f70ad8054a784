using Rapport.Fields;
using Rapport.Lists;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Clients;

/// <summary>How single fields of a client are set from a list: by the acts of the client's own pages.</summary>
internal static class ClientSetting
{
    public static SetField Of(Func<ClientDetails, string?, ClientDetails> with) =>
        async (db, id, said, cancel) =>
            await ClientRecords.Find(db, id, cancel) is { } client
                ? (
                    await new Clients(db).Change(
                        id,
                        with(client.Details.WithoutLists(), said.Value),
                        said.Version,
                        cancel
                    )
                ).Refusal
                : Refusal.NotFound;

    public static readonly SetField Stage = async (db, id, said, cancel) =>
        (
            await new Clients(db).Move(
                id,
                FieldText.Choice<Stage>(said.Value),
                said.Why,
                null,
                cancel
            )
        ).Refusal;

    public static readonly SetField AccountManager = async (db, id, said, cancel) =>
        (
            await new Seats(db).Fill(
                id,
                SeatRole.AccountManager,
                Guid.TryParse(said.Value, out var colleague) ? colleague : null,
                cancel
            )
        ).Refusal;
}
